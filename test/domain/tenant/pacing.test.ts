import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { circuitDelayInMs, decidePause, lanesFor } from '../../../lib/domain/tenant/pass/pacing.ts';

const first = { reason: 'throttled', attempt: 1, waitedInMs: 0, random: 0 } as const;

describe('decidePause', () => {
  it.each([
    ['absent', undefined, { kind: 'wait', delayInMs: 250 }],
    ['no number', Number.NaN, { kind: 'wait', delayInMs: 250 }],
    ['in the past', -5000, { kind: 'wait', delayInMs: 250 }],
    ['short', 1900, { kind: 'wait', delayInMs: 1900 }],
    ['longer than a wait', 2001, { kind: 'stop', notBeforeInMs: 2001 }],
    ['an hour', 3_600_000, { kind: 'stop', notBeforeInMs: 3_600_000 }],
    ['absurd', 1e12, { kind: 'stop', notBeforeInMs: 3_600_000 }],
    ['endless', Number.POSITIVE_INFINITY, { kind: 'stop', notBeforeInMs: 3_600_000 }],
  ])('obeys a Retry-After that is %s', (_title, retryAfterInMs, expected) => {
    expect(decidePause({ ...first, ...(retryAfterInMs !== undefined && { retryAfterInMs }) })).toEqual(expected);
  });

  it('ends a pass that has waited or tried enough', () => {
    expect(decidePause({ ...first, waitedInMs: 4900 })).toEqual({ kind: 'stop' });
    expect(decidePause({ ...first, attempt: 3 })).toEqual({ kind: 'stop' });
    expect(decidePause({ ...first, attempt: 3, retryAfterInMs: 1000 })).toEqual({ kind: 'stop', notBeforeInMs: 1000 });
  });

  it('never asks earlier than told, and never waits long', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_600_000 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 6000 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (retryAfterInMs, attempt, waitedInMs, random) => {
          const pause = decidePause({ reason: 'throttled', retryAfterInMs, attempt, waitedInMs, random });
          const delayInMs = pause.kind === 'wait' ? pause.delayInMs : (pause.notBeforeInMs ?? 0);
          expect(delayInMs).toBeGreaterThanOrEqual(retryAfterInMs);
          expect(pause.kind === 'wait' && (delayInMs > 2000 || delayInMs + waitedInMs > 5000)).toBe(false);
        },
      ),
    );
  });
});

describe('the circuit of a tenant', () => {
  it('stays closed for two failed passes, then probes hourly what only an administrator can mend', () => {
    expect([1, 2, 3, 9].map((passes) => circuitDelayInMs('consentMissing', passes, 0.5))).toEqual([0, 0, 3_600_000, 3_600_000]);
    expect(circuitDelayInMs('unauthorized', 3, 0)).toBe(3_600_000);
  });

  it('probes an outage ever more rarely, at most every 15 minutes', () => {
    const delays = [2, 3, 4, 30].map((passes) => circuitDelayInMs('unavailable', passes, 0));
    expect(delays).toEqual([0, 30_000, 60_000, 450_000]);
  });

  it('backs off at once from a throttling that named no time', () => {
    expect(circuitDelayInMs('throttled', 1, 0)).toBe(30_000);
  });

  it('probes with a single batch', () => {
    expect([lanesFor(undefined, 4), lanesFor(2, 4), lanesFor(3, 4)]).toEqual([4, 4, 1]);
  });
});
