import type { TableService } from '../open-service.ts';
import type { RangeQuery, StoredRow } from '../table.ts';
import { isTableMissing, RefusedRequestError, readFailure, translateError } from '../translate-error.ts';
import { type Continuation, continuationIn, queryOf } from './range-query.ts';
import { readPage } from './read-page.ts';

/** The time limit of one request. */
export type Within = () => { abortSignal: AbortSignal };

/**
 * The rows of a range, page by page, each page within a time limit of its own; none when there is no table. The SDK (13.3.2) would copy
 * every row three times.
 */
export async function* queryPages(service: TableService, range: RangeQuery, within: Within): AsyncGenerator<StoredRow[]> {
  let next: Continuation | undefined;
  do {
    const page = await queryPage(service, range, next, within);
    if (page === undefined) return;
    next = page.next;
    yield page.rows;
  } while (next !== undefined);
}

async function queryPage(
  { client, send }: TableService,
  range: RangeQuery,
  from: Continuation | undefined,
  within: Within,
): Promise<{ rows: StoredRow[]; next: Continuation | undefined } | undefined> {
  const headers = { accept: 'application/json;odata=minimalmetadata' };
  try {
    const answer = await send({ method: 'GET', path: `${client.tableName}()`, query: queryOf(range, from), headers, ...within() });
    if (answer.status !== 200) throw new RefusedRequestError(answer, answer.status, answer.text);
    return { rows: readPage(answer.text), next: continuationIn(answer.headers) };
  } catch (error) {
    if (isTableMissing(readFailure(error))) return undefined;
    throw translateError('query', error);
  }
}
