import type { Clock } from '../../../application/ports/ports.ts';
import { UpstreamError, type UpstreamReason } from '../../../domain/errors.ts';
import { longestWaitInMs, quietTimeInMs } from '../../../domain/tenant/pass/pacing.ts';
import { graphError } from './graph-errors.ts';

interface Pauses {
  /** @throws UpstreamError with the reason of the refusal while the time it named is not over; nothing is sent. */
  check(tenantId: string, operation: string): void;
  /** Notes the time that a refused request names. */
  note(tenantId: string, error: unknown): void;
}

/**
 * Keeps in this instance until when Graph wants to be left alone, tenant by tenant. The tenant's row says so to everybody; this holds
 * also while that row cannot be written, and between requests of different purpose.
 * https://learn.microsoft.com/graph/throttling#best-practices-to-handle-throttling
 */
export function keepPauses(clock: Pick<Clock, 'now'>): Pauses {
  const pauses = new Map<string, { until: number; reason: UpstreamReason }>();
  return {
    check(tenantId, operation) {
      const pause = pauses.get(tenantId);
      if (pause === undefined) return;
      const retryAfterInMs = pause.until - clock.now();
      const detail = 'Graph has asked to be left alone until later; nothing was sent.';
      if (retryAfterInMs > 0) throw graphError(operation, { reason: pause.reason, retryAfterInMs, detail });
      pauses.delete(tenantId);
    },
    note(tenantId, error) {
      if (!(error instanceof UpstreamError) || error.evidence.service !== 'graph') return;
      const { reason, retryAfterInMs } = error.evidence;
      const askedInMs = quietTimeInMs(retryAfterInMs);
      // A shorter time is waited for within the pass.
      if (askedInMs > longestWaitInMs) pauses.set(tenantId, { until: clock.now() + askedInMs, reason });
    },
  };
}
