import type { RangeQuery } from './table.ts';

/** The OData filter of a range; always bound to one partition. */
export function rangeFilter({ partitionKey, from, after, to }: RangeQuery): string {
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
