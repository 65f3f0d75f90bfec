import type { HttpClient } from '@azure/core-rest-pipeline';
import type { TableClient, TableServiceClientOptions } from '@azure/data-tables';
import { ConfigurationError } from '../../../domain/errors.ts';
import { createSend, type Send } from './send.ts';

/** The part of a token credential that Table Storage needs. */
interface TokenSource {
  getToken(scopes: string | string[], options?: object): Promise<{ token: string; expiresOnTimestamp: number } | null>;
}

/** How to reach the storage account; an account URL such as `https://name.table.core.windows.net` goes with an identity. */
export type TablesConnection =
  | { kind: 'connectionString'; connectionString: string }
  | { kind: 'identity'; tablesUrl: string; credential: () => Promise<TokenSource> };

/** What is loaded at the first call, and the connections that all tables share. */
export interface Sdk {
  Client: typeof TableClient;
  pipeline: typeof import('@azure/core-rest-pipeline');
  httpClient: HttpClient;
}

/** One table: the SDK's client, and a plain way to the service for what the SDK makes too much of. */
export interface TableService {
  client: TableClient;
  send: Send;
  /** The address of the table; a SAS is no part of it. */
  tableUrl: string;
}

/** Loads the SDK, which takes longer than all the rest of an instance's start. */
export async function loadSdk(): Promise<Sdk> {
  const [{ TableClient: Client }, pipeline] = await Promise.all([import('@azure/data-tables'), import('@azure/core-rest-pipeline')]);
  return { Client, pipeline, httpClient: pipeline.createDefaultHttpClient() };
}

/** Throws `ConfigurationError` for a malformed connection string and for plain http to anything but this machine. */
export async function openService(
  { Client, pipeline, httpClient }: Sdk,
  connection: TablesConnection,
  name: string,
  options: Pick<TableServiceClientOptions, 'retryOptions'>,
): Promise<TableService> {
  const client = await openClient(Client, connection, name, { ...options, httpClient });
  const { origin, pathname } = new URL(client.url);
  const tableUrl = `${origin}${pathname.endsWith('/') ? pathname : `${pathname}/`}${name}`;
  return { client, send: createSend(pipeline, client, httpClient), tableUrl };
}

async function openClient(
  Client: typeof TableClient,
  connection: TablesConnection,
  name: string,
  options: TableServiceClientOptions,
): Promise<TableClient> {
  if (connection.kind === 'identity') {
    const allowInsecureConnection = isInsecure(connection.tablesUrl);
    return new Client(connection.tablesUrl, name, await connection.credential(), { ...options, allowInsecureConnection });
  }
  try {
    const { url } = Client.fromConnectionString(connection.connectionString, name);
    const allowInsecureConnection = isInsecure(url);
    return Client.fromConnectionString(connection.connectionString, name, { ...options, allowInsecureConnection });
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(['The storage connection string cannot be read: copy it again from the storage account (Access keys)']);
  }
}

/** True for plain http to this machine; plain http to any other is refused. */
function isInsecure(text: string): boolean {
  const url = URL.parse(text);
  if (url?.protocol === 'https:') return false;
  if (url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) return true;
  throw new ConfigurationError(['Table Storage must be reached over https; plain http is accepted on this machine only']);
}
