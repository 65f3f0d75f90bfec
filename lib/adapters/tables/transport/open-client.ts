import type { TableClient, TableServiceClientOptions } from '@azure/data-tables';
import { ConfigurationError } from '../../../domain/errors.ts';

/** The part of a token credential that Table Storage needs. */
export interface TokenSource {
  getToken(scopes: string | string[], options?: object): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/** How to reach the storage account; an account URL such as `https://name.table.core.windows.net` goes with an identity. */
export type TablesConnection = { connectionString: string } | { tablesUrl: string; credential: () => Promise<TokenSource> };

/** Throws `ConfigurationError` for a malformed connection string and for plain http to anything but this machine. */
export async function openClient(connection: TablesConnection, name: string, options: TableServiceClientOptions): Promise<TableClient> {
  const { TableClient } = await import('@azure/data-tables');
  if ('tablesUrl' in connection) {
    const insecure = allowsInsecure(connection.tablesUrl);
    return new TableClient(connection.tablesUrl, name, await connection.credential(), { ...options, allowInsecureConnection: insecure });
  }
  try {
    const { url } = TableClient.fromConnectionString(connection.connectionString, name);
    const insecure = allowsInsecure(url);
    return TableClient.fromConnectionString(connection.connectionString, name, { ...options, allowInsecureConnection: insecure });
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(['The storage connection string cannot be read: copy it again from the storage account (Access keys)']);
  }
}

function allowsInsecure(text: string): boolean {
  const url = URL.parse(text);
  if (url?.protocol === 'https:') return false;
  if (url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) return true;
  throw new ConfigurationError(['Table Storage must be reached over https; plain http is accepted on this machine only']);
}
