import type { TableClient } from '@azure/data-tables';
import { ConfigurationError, UpstreamError } from '../../../domain/errors.ts';
import { openClient, type TablesConnection } from './open-client.ts';
import { createPageRows, type PageRows } from './page-rows.ts';
import { rangeFilter } from './range-filter.ts';
import { fromEntity, toEntity } from './sdk-entity.ts';
import type { RangeQuery, Refusal, StoredRow, Table } from './table.ts';
import { createTransactions, type Transactions, transactionBody } from './transactions.ts';
import { isTableMissing, readFailure, refusalOf, translateError } from './translate-error.ts';

export interface SdkTableOptions {
  /** Repeats of one request after a lost connection, 5xx or 429; the lost reply they may hide is settled by `settleWrites`. */
  retries?: number;
  /** Longest time for one call, its repeats included. */
  timeoutInMs?: number;
}

interface Session {
  client(): Promise<TableClient>;
  transactions: Transactions;
  pages: PageRows;
  timeoutInMs: number;
}

type Refused = { written: false; reason: Refusal };

/** One table of Azure Table Storage. The SDK is loaded at the first call; a missing table reads as empty and is created by the first write. */
export function createSdkTable(connection: TablesConnection, name: string, options: SdkTableOptions = {}): Table {
  const transactions = createTransactions();
  const pages = createPageRows();
  let opened: Promise<TableClient> | undefined;
  const session: Session = {
    transactions,
    pages,
    timeoutInMs: options.timeoutInMs ?? 10_000,
    client: () => {
      opened ??= openClient(connection, name, {
        retryOptions: { maxRetries: options.retries ?? 2, retryDelayInMs: 200, maxRetryDelayInMs: 1_000 },
        additionalPolicies: [...transactions.policies, { policy: pages.policy, position: 'perRetry' }],
      }).catch((error: unknown) => {
        opened = undefined;
        throw error instanceof ConfigurationError ? error : translateError('connect', error);
      });
      return opened;
    },
  };
  return { ...reads(session), ...writes(session) };
}

function reads(session: Session): Pick<Table, 'get' | 'query'> {
  return {
    get: async (partitionKey, rowKey) => {
      const client = await session.client();
      try {
        return fromEntity(await client.getEntity(partitionKey, rowKey, within(session)));
      } catch (error) {
        if (readFailure(error).status === 404) return undefined;
        throw translateError('get', error);
      }
    },
    query: (range) => queryPages(session, range),
  };
}

async function* queryPages(session: Session, range: RangeQuery): AsyncGenerator<StoredRow[]> {
  const client = await session.client();
  const select = range.select && ['PartitionKey', 'RowKey', ...range.select];
  let continuationToken: string | undefined;
  do {
    // A new call per page gives each page its own time limit; an iterator would share one over the whole read.
    const options = within(session);
    session.pages.await(options.abortSignal);
    const pages = client
      .listEntities({ ...options, queryOptions: { filter: rangeFilter(range), ...(select && { select }) } })
      .byPage({ maxPageSize: range.pageSize ?? 1_000, ...(continuationToken && { continuationToken }) });
    try {
      const { value, done } = await pages.next();
      if (done) return;
      continuationToken = value.continuationToken;
      yield session.pages.take(options.abortSignal) ?? value.map(fromEntity);
    } catch (error) {
      if (isTableMissing(readFailure(error))) return;
      throw error instanceof UpstreamError ? error : translateError('query', error);
    }
  } while (continuationToken);
}

function writes(session: Session): Omit<Table, 'get' | 'query'> {
  return {
    create: (row) => written(session, 'create', async (client) => stored(await client.createEntity(toEntity(row), within(session)))),
    // Without an explicit ETag the SDK sends "*" and overwrites whatever is there.
    replaceIfMatch: (row, etag) =>
      written(session, 'replace', async (client) =>
        stored(await client.updateEntity(toEntity(row), 'Replace', { etag, ...within(session) })),
      ),
    mergeIfMatch: (row, etag) =>
      written(session, 'merge', async (client) => stored(await client.updateEntity(toEntity(row), 'Merge', { etag, ...within(session) }))),
    delete: (partitionKey, rowKey, etag) =>
      written(session, 'delete', async (client) => {
        await client.deleteEntity(partitionKey, rowKey, { etag, ...within(session) });
        return { written: true as const };
      }),
    submit: (partitionKey, actions) =>
      written(session, 'transaction', async (client) => {
        const options = within(session);
        session.transactions.give(options.abortSignal, transactionBody(tableUrlOf(client), partitionKey, actions));
        // Stands for the actions: should it ever be sent itself, it finds no such row and nothing is written.
        await client.deleteEntity(partitionKey, 'placeholder', options);
        return { written: true as const };
      }),
  };
}

async function written<Outcome>(
  session: Session,
  operation: string,
  write: (client: TableClient) => Promise<Outcome>,
): Promise<Outcome | Refused> {
  const client = await session.client();
  try {
    try {
      return await write(client);
    } catch (error) {
      if (!isTableMissing(readFailure(error))) throw error;
      await client.createTable(within(session));
      return await write(client);
    }
  } catch (error) {
    const reason = refusalOf(readFailure(error));
    if (reason) return { written: false, reason };
    throw translateError(operation, error);
  }
}

function tableUrlOf({ url, tableName }: TableClient): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/$/, '')}/${tableName}`;
}

function stored({ etag }: { etag?: string }): { written: true; etag: string } {
  if (!etag) throw new UpstreamError({ service: 'tables', operation: 'write', reason: 'malformed', detail: 'The answer carries no ETag' });
  return { written: true, etag };
}

function within({ timeoutInMs }: Session): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(timeoutInMs) };
}
