import type { HttpRequest } from '@azure/functions';
import { HttpProblemError } from '../problems/problem.ts';

const name = 'Idempotency-Key';
const detail = 'give it once: 1 to 255 printable characters without blanks or commas, new for each wish and the same for its repetitions';

// Two headers of one name reach a function joined by a comma.
export const idempotencyKeyForm = /^[\x21-\x2b\x2d-\x7e]{1,255}$/;

/**
 * The key by which a repetition is known. https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header
 * @throws HttpProblemError 400 when there is none.
 */
export function readIdempotencyKey(request: HttpRequest): string {
  const key = request.headers.get(name) ?? '';
  if (idempotencyKeyForm.test(key)) return key;
  const errors = [{ header: name, detail }];
  throw new HttpProblemError('IdempotencyKeyMissing', `The header ${name} is missing or not valid.`, { errors });
}
