import type { HttpRequest } from '@azure/functions';
import * as z from 'zod';
import { HttpProblemError } from '../problems/problem.ts';

const name = 'Idempotency-Key';
const detail = 'give it once: 1 to 255 printable characters without blanks or commas, new for each wish and the same for its repetitions';

export const idempotencyHeader = z.object({
  [name]: z
    .string()
    // Two headers of one name reach a function joined by a comma.
    .regex(/^[\x21-\x2b\x2d-\x7e]{1,255}$/)
    .meta({ description: 'New for each wish, the same when it is repeated: then the answer is the same operation.' }),
});

/**
 * The key by which a repetition is known. https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header
 * @throws HttpProblemError 400 when there is none.
 */
export function readIdempotencyKey(request: HttpRequest): string {
  const result = idempotencyHeader.safeParse({ [name]: request.headers.get(name) ?? undefined });
  if (result.success) return result.data[name] ?? '';
  const errors = [{ header: name, detail }];
  throw new HttpProblemError('IdempotencyKeyMissing', `The header ${name} is missing or not valid.`, { errors });
}
