import { UpstreamError } from '../../../domain/errors.ts';
import type { StateWrite } from '../../../domain/tenant/decide/state-write.ts';
import { quietTimeInMs } from '../../../domain/tenant/pass/pacing.ts';
import { isoOf } from '../../../domain/time.ts';
import type { TenantMemory } from '../../tenant/held/tenant-memory.ts';
import type { HourlyTurn } from './hourly-reader.ts';

interface TurnLimits {
  tenantId: string;
  memory: TenantMemory;
  mostRequests: number;
  /** Milliseconds since the epoch. */
  deadlineAt: number;
  now(): number;
  keepLease(): Promise<void>;
}

interface OpenTurn extends HourlyTurn {
  /** The rows that were left to be written. */
  writes(): readonly StateWrite[];
  /** Those that were sent. */
  requests(): number;
  /** Until when Graph asked to be left alone, UTC ISO; undefined where it did not. */
  notBefore(): string | undefined;
}

/** A reader's turn. It is over at its last request, at the end of the pass's time, or when Graph names a time to wait. */
export function openTurn({ mostRequests, deadlineAt, keepLease, now, ...place }: TurnLimits): OpenTurn {
  let used = 0;
  const writes: StateWrite[] = [];
  let notBefore: string | undefined;
  return {
    ...place,
    now: now(),
    requests: () => used,
    writes: () => writes,
    put: (write) => void writes.push(write),
    notBefore: () => notBefore,
    left: () => (notBefore === undefined && now() < deadlineAt ? mostRequests - used : 0),
    ask: async (request) => {
      if (used >= mostRequests) throw new RangeError('The turn has no request left.');
      await keepLease();
      used += 1;
      try {
        return await request();
      } catch (error) {
        const quietInMs = error instanceof UpstreamError ? quietTimeInMs(error.evidence.retryAfterInMs) : 0;
        if (quietInMs > 0) notBefore = isoOf(now() + quietInMs);
        throw error;
      }
    },
  };
}
