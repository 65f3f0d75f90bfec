/** The fields of `$select`, in the order asked; everything without it. */
export function select(resource: Record<string, unknown>, fields: string | null): Record<string, unknown> {
  if (!fields) return resource;
  return Object.fromEntries(
    fields.split(',').flatMap((field) => (field.trim() in resource ? [[field.trim(), resource[field.trim()]]] : [])),
  );
}

export interface Comparison {
  field: string;
  operator: string;
  value: string;
}

/** `field eq 'value'`, `contains(field,'value')` and `list/any(t:t/field eq 'value')` parts joined by one word (`and` or `or`); undefined when the filter is anything else. */
export function parseFilter(filter: string, joinedBy: 'and' | 'or'): Comparison[] | undefined {
  const comparisons: Comparison[] = [];
  for (const part of filter.split(new RegExp(`\\s+${joinedBy}\\s+`))) {
    const found = /^\(?\s*([A-Za-z/]+)\s+(eq|gt|lt|ge|le)\s+(?:'((?:[^']|'')*)'|([0-9T:.Z+-]+))\s*\)?$/.exec(part.trim());
    const held = /^contains\(([A-Za-z/]+),\s*'((?:[^']|'')*)'\)$/.exec(part.trim());
    const any = /^([A-Za-z]+)\/any\((\w+):\s*\2\/([A-Za-z]+)\s+eq\s+'((?:[^']|'')*)'\)$/.exec(part.trim());
    const other = any ? [any[0], `${any[1]}/${any[3]}`, 'eq', any[4]] : held ? [held[0], held[1], undefined, held[2]] : [];
    const [, field, operator = 'contains', text, time] = found ?? other;
    if (!field) return undefined;
    comparisons.push({ field, operator, value: text?.replaceAll("''", "'") ?? time ?? '' });
  }
  return comparisons;
}

/** One page, and the absolute address of the next one while there is more. */
export function page<Item>(
  items: readonly Item[],
  url: URL,
  defaultSize: number,
  largestSize: number,
): { items: Item[]; nextLink?: string } {
  const asked = Number(url.searchParams.get('$top') ?? defaultSize);
  const size = Number.isInteger(asked) && asked > 0 ? Math.min(asked, largestSize) : defaultSize;
  const token = url.searchParams.get('$skiptoken');
  const start = token ? Number(Buffer.from(token, 'base64url').toString().replace('after:', '')) : 0;
  const found = items.slice(start, start + size);
  if (start + size >= items.length) return { items: found };
  const next = new URL(url);
  next.searchParams.set('$skiptoken', Buffer.from(`after:${start + size}`).toString('base64url'));
  return { items: found, nextLink: next.toString() };
}
