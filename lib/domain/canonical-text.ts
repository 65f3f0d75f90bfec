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

/**
 * Whether two JSON values have the same canonical text. It stops at the first member that differs: a change is found without writing
 * either out.
 */
export function meansTheSame(one: unknown, other: unknown): boolean {
  if (!isObject(one) || !isObject(other)) return (one ?? null) === (other ?? null);
  if (one === other) return true;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  // Only a list may hold the same in another order.
  return hasSameMembers(one, other) || (Array.isArray(one) && canonicalText(one) === canonicalText(other));
}

function hasSameMembers(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  for (const name in one) {
    const [its, others] = [one[name], other[name]];
    if (its !== others && (its === undefined || others === undefined || !meansTheSame(its, others))) return false;
  }
  for (const name in other) if (other[name] !== undefined && one[name] === undefined) return false;
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
