import type { UpstreamReason } from '../../errors.ts';
import { hourInMs, minuteInMs } from '../../time.ts';

/** A worker waits at most this long for one answer, and in one pass; anything longer lives in the tenant's row. */
export const longestWaitInMs = 2_000;
const waitsPerPassInMs = 5_000;
const triesPerRequest = 3;
const firstBackOffInMs = 500;
/** However far away the time Graph named, we look again after an hour. */
const probeIntervalInMs = hourInMs;

interface Setback {
  reason: UpstreamReason;
  /** As Graph asked; absent when it said nothing. */
  retryAfterInMs?: number;
  /** 1 for the first try of a request. */
  attempt: number;
  /** Milliseconds this pass has already waited. */
  waitedInMs: number;
  /** 0 ≤ x < 1 */
  random: number;
}

type Pause = { kind: 'wait'; delayInMs: number } | { kind: 'stop'; notBeforeInMs?: number };

/** Wait and try again, or end the pass. A `Retry-After` is never shortened: what does not fit in the pass becomes `notBefore`. */
export function decidePause(setback: Setback): Pause {
  const asked = usableDelay(setback.retryAfterInMs);
  const delayInMs = Math.max(asked ?? 0, backOffInMs(setback.attempt, setback.random));
  const fits = (asked ?? 0) <= longestWaitInMs && setback.waitedInMs + delayInMs <= waitsPerPassInMs;
  if (fits && setback.attempt < triesPerRequest) return { kind: 'wait', delayInMs };
  return asked === undefined ? { kind: 'stop' } : { kind: 'stop', notBeforeInMs: quietTimeInMs(asked) };
}

/** How long a tenant is left alone after this failure ended its pass; zero when Graph named no time. */
export function quietTimeInMs(retryAfterInMs: number | undefined): number {
  return Math.min(usableDelay(retryAfterInMs) ?? 0, probeIntervalInMs);
}

// A time that has passed, and what is no number, is no order that could be obeyed.
function usableDelay(retryAfterInMs: number | undefined): number | undefined {
  return retryAfterInMs !== undefined && retryAfterInMs >= 0 ? retryAfterInMs : undefined;
}

// Exponential with jitter: half of it certain, half by chance, so that tenants do not come back in step.
function backOffInMs(attempt: number, random: number): number {
  return Math.min(longestWaitInMs, firstBackOffInMs * 2 ** (attempt - 1)) * (0.5 + random / 2);
}

const firstTargetDelayInMs = 5 * minuteInMs;

/** How long one service principal is left alone after its `failedReads`-th failure in a row: 5, 10, 20, 40 minutes, then an hour. */
export function targetDelayInMs(failedReads: number): number {
  return Math.min(probeIntervalInMs, firstTargetDelayInMs * 2 ** Math.min(failedReads - 1, 10));
}

const passesBeforeCircuitOpens = 3;
const needsAnAdministrator: readonly UpstreamReason[] = ['consentMissing', 'unauthorized', 'rejected'];

/**
 * How long a tenant is left alone after its `failedPasses`-th pass in a row without one good answer, beyond what Graph asked for.
 * Zero while the circuit is closed. What only an administrator can mend is probed hourly, an outage after 1, 2, 4 … 15 minutes.
 */
export function circuitDelayInMs(reason: UpstreamReason, failedPasses: number, random: number): number {
  const throttledBlindly = reason === 'throttled' ? 1 : passesBeforeCircuitOpens;
  if (failedPasses < throttledBlindly) return 0;
  if (needsAnAdministrator.includes(reason)) return probeIntervalInMs;
  const doublings = Math.min(failedPasses - throttledBlindly, 10);
  return Math.min(15 * minuteInMs, minuteInMs * 2 ** doublings) * (0.5 + random / 2);
}

/** Batches a pass may have in flight: a single one while the circuit is half open, so that a probe of an ailing tenant costs one request. */
export function lanesFor(failedPasses: number | undefined, concurrency: number): number {
  return (failedPasses ?? 0) >= passesBeforeCircuitOpens ? 1 : concurrency;
}
