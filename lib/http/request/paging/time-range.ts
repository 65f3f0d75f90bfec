import { InvalidRequestError } from '../../../domain/errors.ts';

/** @throws InvalidRequestError when the range ends before it begins. */
export function requireOrder({ from, to }: { from?: string | undefined; to?: string | undefined }): void {
  if (from === undefined || to === undefined || from < to) return;
  throw new InvalidRequestError('InvalidRequest', 'The query is not valid.', [{ parameter: 'to', detail: 'must be later than `from`' }]);
}
