interface Range {
  name: string;
  /** 0 to 1. */
  weight: number;
}

/**
 * Whether the caller would rather have a table than JSON: `text/csv` is named, and nothing that JSON fits has a greater weight, or the same
 * and stands before it. https://www.rfc-editor.org/rfc/rfc9110#field.accept
 */
export function prefersCsv(accept: string | null): boolean {
  const ranges = (accept ?? '').split(',').map(readRange);
  const csv = ranges.findIndex(({ name, weight }) => name === 'text/csv' && weight > 0);
  const json = ranges.findIndex(({ name }) => name === 'application/json');
  const [tables, documents] = [ranges[csv]?.weight ?? 0, ranges[json]?.weight ?? 0];
  return csv !== -1 && (tables > documents || (tables === documents && csv < json));
}

function readRange(text: string): Range {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const parsed = weight === undefined ? 1 : Number(weight);
  return { name, weight: parsed >= 0 && parsed <= 1 ? parsed : 0 };
}
