/**
 * One text for everything that means the same: order of properties and of list members does not count, an absent property equals an
 * undefined one.
 */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).sort().join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const texts = members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`);
  return `{${texts.sort().join(',')}}`;
}

/** Whether both have the same canonical text. It stops at the first member that differs: a change is found without writing either out. */
export function meansTheSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other)) return canonicalText(one) === canonicalText(other);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const isEqual = [...names].every((name) => isPresent(one, name) === isPresent(other, name) && meansTheSame(one[name], other[name]));
  // Only a list may hold the same in another order.
  return isEqual || (Array.isArray(one) && canonicalText(one) === canonicalText(other));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isPresent(object: Record<string, unknown>, name: string): boolean {
  return object[name] !== undefined;
}
