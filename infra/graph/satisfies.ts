/**
 * Whether what is there already is what is wanted. Of an object only the wanted members count, since a directory adds its own; of a list
 * every item, in any order.
 */
export function satisfies(held: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(held) || held.length !== wanted.length) return wanted.length === 0 && (held ?? null) === null;
    return wanted.every((item) => held.some((each) => satisfies(each, item)));
  }
  if (typeof wanted !== 'object' || wanted === null) return held === wanted;
  return Object.entries(wanted).every(([name, value]) =>
    satisfies(typeof held === 'object' && held !== null ? Reflect.get(held, name) : undefined, value),
  );
}
