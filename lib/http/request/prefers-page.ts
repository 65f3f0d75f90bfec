import type { HttpRequest } from '@azure/functions';

/**
 * Whether somebody reads with a browser: `text/html` is named and stands before JSON. Whoever takes anything is a program.
 * https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
 */
export function prefersPage({ method, headers }: Pick<HttpRequest, 'method' | 'headers'>): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const named = (headers.get('accept') ?? '').split(',').map(readRange);
  const best = named.filter(({ type }) => type === 'text/html' || /^application\/(?:[\w.-]+\+)?json$/.test(type));
  return best.toSorted((a, b) => b.weight - a.weight).find(({ weight }) => weight > 0)?.type === 'text/html';
}

function readRange(text: string): { type: string; weight: number } {
  const [type = '', ...parameters] = text
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  return { type, weight: Number(weight) || 0 };
}
