/**
 * A value that only exists once the resources do. The mark goes with it through every expression of the file, so that a place that needs
 * its value beforehand (a name, a condition, a loop) can refuse it as the compiler does; handed to a module it is an ordinary parameter.
 */
const mark = '\u2063';

export function runtimeText(text: string): string {
  return `${mark}${text}`;
}

export function isRuntime(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(mark);
  return typeof value === 'object' && value !== null && Object.entries(value).some((entry) => entry.some(isRuntime));
}

export function asRuntime(value: unknown): unknown {
  return mapTexts(value, (text) => (text.includes(mark) ? text : runtimeText(text)));
}

export function asPlain(value: unknown): unknown {
  return mapTexts(value, (text) => text.replaceAll(mark, ''));
}

export function asText(value: unknown): string {
  if (typeof value === 'object' && value !== null) throw new Error('an object stands where a text is expected');
  return String(value);
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name.replaceAll(mark, ''), mapTexts(item, change)]));
}
