import { ConfigurationError, UpstreamError } from '../../../domain/errors.ts';
import { loadSdk, openService, type Sdk, type TableService, type TablesConnection } from './open-service.ts';
import { queryPages } from './query/query-pages.ts';
import { fromEntity, toEntity } from './sdk-entity.ts';
import type { OpenTable, Refusal, Table } from './table.ts';
import { submitTransaction } from './transaction/submit-transaction.ts';
import { isTableMissing, readFailure, refusalOf, translateError } from './translate-error.ts';

export interface SdkTableOptions {
  /** Repeats of one request after a lost connection, 5xx or 429; the lost reply they may hide is settled by `settleWrites`. */
  retries?: number;
  /** Longest time for one call, its repeats included. */
  timeoutInMs?: number;
}

interface Session {
  open(): Promise<TableService>;
  timeoutInMs: number;
}

type Refused = { written: false; reason: Refusal };

/**
 * Tables of Azure Table Storage, over one set of connections. The SDK is loaded at the first call; a missing table reads as empty and is
 * created by the first write. The SDK reads and writes single rows; pages and transactions, which are most of a poll, we send ourselves.
 */
export function createSdkTables(connection: TablesConnection, options: SdkTableOptions = {}): OpenTable {
  let sdk: Promise<Sdk> | undefined;
  return (name) => {
    let opened: Promise<TableService> | undefined;
    const open = async (): Promise<TableService> => {
      sdk ??= loadSdk();
      const retryOptions = { maxRetries: options.retries ?? 2, retryDelayInMs: 200, maxRetryDelayInMs: 1_000 };
      return openService(await sdk, connection, name, { retryOptions });
    };
    const session: Session = {
      timeoutInMs: options.timeoutInMs ?? 10_000,
      open: () => {
        opened ??= open().catch((error: unknown) => {
          opened = undefined;
          throw error instanceof ConfigurationError ? error : translateError('connect', error);
        });
        return opened;
      },
    };
    return { ...reads(session), ...writes(session) };
  };
}

/** One table of Azure Table Storage, over connections of its own. */
export function createSdkTable(connection: TablesConnection, name: string, options?: SdkTableOptions): Table {
  return createSdkTables(connection, options)(name);
}

function reads(session: Session): Pick<Table, 'get' | 'query'> {
  return {
    get: async (partitionKey, rowKey) => {
      const { client } = await session.open();
      try {
        return fromEntity(await client.getEntity(partitionKey, rowKey, within(session)));
      } catch (error) {
        if (readFailure(error).status === 404) return undefined;
        throw translateError('get', error);
      }
    },
    async *query(range) {
      yield* queryPages(await session.open(), range, () => within(session));
    },
  };
}

function writes(session: Session): Omit<Table, 'get' | 'query'> {
  return {
    create: (row) => written(session, 'create', async ({ client }) => stored(await client.createEntity(toEntity(row), within(session)))),
    // Without an explicit ETag the SDK sends "*" and overwrites whatever is there.
    replaceIfMatch: (row, etag) =>
      written(session, 'replace', async ({ client }) =>
        stored(await client.updateEntity(toEntity(row), 'Replace', { etag, ...within(session) })),
      ),
    mergeIfMatch: (row, etag) =>
      written(session, 'merge', async ({ client }) =>
        stored(await client.updateEntity(toEntity(row), 'Merge', { etag, ...within(session) })),
      ),
    delete: (partitionKey, rowKey, etag) =>
      written(session, 'delete', async ({ client }) => {
        await client.deleteEntity(partitionKey, rowKey, { etag, ...within(session) });
        return { written: true as const };
      }),
    submit: (partitionKey, actions) =>
      written(session, 'transaction', async (service) => {
        await submitTransaction(service, partitionKey, actions, within(session));
        return { written: true as const };
      }),
  };
}

async function written<Outcome>(
  session: Session,
  operation: string,
  write: (service: TableService) => Promise<Outcome>,
): Promise<Outcome | Refused> {
  const service = await session.open();
  try {
    try {
      return await write(service);
    } catch (error) {
      if (!isTableMissing(readFailure(error))) throw error;
      await service.client.createTable(within(session));
      return await write(service);
    }
  } catch (error) {
    const reason = refusalOf(readFailure(error));
    if (reason) return { written: false, reason };
    throw translateError(operation, error);
  }
}

function stored({ etag }: { etag?: string }): { written: true; etag: string } {
  if (!etag) throw new UpstreamError({ service: 'tables', operation: 'write', reason: 'malformed', detail: 'The answer carries no ETag' });
  return { written: true, etag };
}

function within({ timeoutInMs }: Session): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(timeoutInMs) };
}
