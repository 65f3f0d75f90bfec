import type { RangeQuery } from '../table.ts';

const MAX_PAGE_SIZE = 1_000;
const keys = ['PartitionKey', 'RowKey'] as const;

/** Where the next page of a range begins, in the service's own words. */
export type Continuation = Record<string, string>;

/** The options of a request for one page. https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities */
export function queryOf(range: RangeQuery, continuation: Continuation = {}): Record<string, string> {
  return {
    $filter: rangeFilter(range),
    $top: String(range.pageSize ?? MAX_PAGE_SIZE),
    ...(range.select && { $select: [...keys, ...range.select].join(',') }),
    ...continuation,
  };
}

/** Undefined on the last page. https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination */
export function continuationIn(headers: { get(name: string): string | undefined }): Continuation | undefined {
  const found: Continuation = {};
  for (const key of keys) {
    const next = headers.get(`x-ms-continuation-Next${key}`);
    if (next) found[`Next${key}`] = next;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

/** The OData filter of a range; always bound to one partition. */
function rangeFilter({ partitionKey, from, after, to }: RangeQuery): string {
  const parts = [`PartitionKey eq ${quoted(partitionKey)}`];
  if (from !== undefined) parts.push(`RowKey ge ${quoted(from)}`);
  if (after !== undefined) parts.push(`RowKey gt ${quoted(after)}`);
  if (to !== undefined) parts.push(`RowKey lt ${quoted(to)}`);
  return parts.join(' and ');
}

/** A repeated query parameter arrives as an array; unquoted in a filter it would widen the result to every row. */
function quoted(text: string): string {
  if (typeof text !== 'string') throw new TypeError('A key must be a text');
  return `'${text.replaceAll("'", "''")}'`;
}
