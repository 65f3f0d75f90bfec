/** A hashtable or an object: PowerShell finds its entries whatever the case of the name. */
export type Bag = Record<string, unknown>;

export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof URL);
}

/** What a name leads to; nothing where there is no such entry, as without `Set-StrictMode`. */
export function memberOf(value: unknown, name: unknown): unknown {
  if (Array.isArray(value)) return typeof name === 'number' ? value.at(name) : value.flatMap((item) => memberOf(item, name) ?? []);
  if (value instanceof URL) return membersOfUri(value)[String(name).toLowerCase()];
  if (!isBag(value)) return undefined;
  const wanted = String(name).toLowerCase();
  return Object.entries(value).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

function membersOfUri(uri: URL): Bag {
  return { isloopback: ['127.0.0.1', 'localhost', '[::1]'].includes(uri.hostname), scheme: uri.protocol.slice(0, -1), host: uri.hostname };
}

export function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 1 || isTrue(value[0]) : Boolean(value);
}

/** As between two quotes. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  if (isBag(value)) throw new Error('an object has no text of its own');
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
}

/** What goes down a pipe of a value: the items of a list, nothing of nothing. */
export function itemsOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

const comparisons: Record<string, (left: unknown, right: unknown) => boolean> = {
  eq: (left, right) => folded(left) === folded(right),
  like: (left, right) => wildcard(textOf(right)).test(textOf(left)),
  in: (left, right) => itemsOf(right).some((item) => folded(item) === folded(left)),
};

/** Compares as `-eq` and its kin do, without regard to case; undefined where no meaning is known for the operator. */
export function compare(operator: string, left: unknown, right: unknown): boolean | undefined {
  const name = operator.replace(/^-/, '').toLowerCase();
  const isNegated = name === 'ne' || name.startsWith('not');
  const holds = comparisons[name === 'ne' ? 'eq' : name.replace(/^not/, '')]?.(left, right);
  return holds === undefined ? undefined : holds !== isNegated;
}

function folded(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'is');
}
