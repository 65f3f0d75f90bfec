import { UpstreamError } from '../../../domain/errors.ts';
import { defined } from '../../../domain/optional.ts';
import type { HourlyFailure } from '../../../domain/tenant/pass/hourly-reading.ts';

/** What may be kept and logged of a failure: its texts may name people. */
export function failureOf(error: unknown): HourlyFailure {
  if (!(error instanceof UpstreamError)) return { reason: 'unexpected' };
  const { reason, status, code, requestId } = error.evidence;
  return { reason, ...defined({ status, code, requestId }) };
}
