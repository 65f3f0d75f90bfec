import { createHash } from 'node:crypto';
import * as z from 'zod';
import { InvalidRequestError } from '../../../domain/errors.ts';
import { textFaults } from '../judge-texts.ts';

const ContinuationSchema = z.tuple([z.literal(1), z.string(), z.unknown()]);

/** What the continuation belongs to: the filters, in any order, without those that may differ from page to page. */
function filterHash(filters: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(filters).filter(([name, value]) => value !== undefined && name !== 'continuation' && name !== 'pageSize');
  return createHash('sha256').update(JSON.stringify(given.sort())).digest('base64url').slice(0, 11);
}

/** The place where the next page begins: version, filters and the sort key of the last item. Unsigned, since every page is authorised anew. */
export function writeContinuation(filters: Readonly<Record<string, unknown>>, key: unknown): string {
  return encodeOpaque([1, filterHash(filters), key]);
}

/** @throws InvalidRequestError when the text is no continuation, or one of a request with other filters. */
export function readContinuation<Schema extends z.ZodType>(
  schema: Schema,
  filters: Readonly<Record<string, unknown>> & { continuation?: string | undefined },
): z.output<Schema> | undefined {
  if (filters.continuation === undefined) return undefined;
  const outer = ContinuationSchema.safeParse(decodeOpaque(filters.continuation));
  if (!outer.success) throw refuseContinuation('is not a continuation of this API');
  const [, hash, key] = outer.data;
  if (hash !== filterHash(filters)) throw refuseContinuation('belongs to a request with other filters');
  const inner = schema.safeParse(key);
  if (!inner.success) throw refuseContinuation('is not a continuation of this list');
  return inner.data;
}

/** Any value as a text that says nothing to its holder. */
export function encodeOpaque(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Its reverse; undefined where the text is none, or holds a text that no key of ours holds. */
export function decodeOpaque(text: string): unknown {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return textFaults(value, 'line').length === 0 ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The refusal of a continuation that cannot be used; `detail` says why. */
export function refuseContinuation(detail: string): InvalidRequestError {
  return new InvalidRequestError('InvalidContinuation', 'The continuation cannot be used.', [{ parameter: 'continuation', detail }]);
}
