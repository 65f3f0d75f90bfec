const maximumDepth = 64;

/**
 * Parses a JSON text of another system. Keys named `__proto__` are dropped, so that no later copy can change a prototype.
 * @throws SyntaxError for text that is no JSON, and for one with such keys that is nested deeper than 64 levels.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // The key itself may be written with escapes.
  if (text.includes('__proto__') || text.includes('\\u')) prune(value, 0);
  return value;
}

function prune(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth >= maximumDepth) throw new SyntaxError(`nested deeper than ${maximumDepth} levels`);
  if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__');
  for (const child of Array.isArray(value) ? value : Object.values(value)) prune(child, depth + 1);
}
