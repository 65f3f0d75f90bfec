import * as z from 'zod';
import { InvalidRequestError } from '../../../domain/errors.ts';
import { decodeOpaque, encodeOpaque } from './continuation.ts';

const CursorForm = z.tuple([z.literal(1), z.unknown()]);

/** How far somebody has been told, as an opaque text. Unsigned, since every answer is authorised anew. */
export function writeCursor(key: unknown): string {
  return encodeOpaque([1, key]);
}

/** @throws InvalidRequestError when the text is no cursor. */
export function readCursor<Schema extends z.ZodType>(schema: Schema, text: string | undefined): z.output<Schema> | undefined {
  if (text === undefined) return undefined;
  const outer = CursorForm.safeParse(decodeOpaque(text));
  const inner = outer.success ? schema.safeParse(outer.data[1]) : undefined;
  if (inner?.success !== true) {
    throw new InvalidRequestError('InvalidContinuation', 'The cursor cannot be used.', [
      { parameter: 'since', detail: 'is not a cursor of this API' },
    ]);
  }
  return inner.data;
}
