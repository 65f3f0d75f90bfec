import type { DirectorySyncFacts } from '../../directory/directory-sync-facts.ts';
import type { UpstreamReason } from '../../errors.ts';
import { type AgentsFacts, type AgentsReading, heldReading } from '../../job/agents/agents-reading.ts';
import { ageInMs, hourInMs, isAhead, millisOf, minuteInMs } from '../../time.ts';
import type { FailingRound } from './failing-round.ts';

/** What is read of a tenant besides its jobs, by the name of its reader. Rows are kept under these names, so none ever changes. */
export interface HourlyValues {
  directorySync: DirectorySyncFacts;
  agents: AgentsFacts;
  failingCauses: FailingRound;
}

export type HourlyName = keyof HourlyValues;

/** Why a turn brought nothing; `unexpected` is our own fault. */
export interface HourlyFailure {
  reason: UpstreamReason | 'unexpected';
  status?: number;
  /** Microsoft's own code, where it gives one. */
  code?: string;
  requestId?: string;
}

/** What one hourly reader last found in a tenant. Times are UTC ISO. */
export interface HourlyReading<Name extends HourlyName = HourlyName> {
  v: 1;
  tenantId: string;
  name: Name;
  /** Its last turn, whatever came of it. */
  askedAt: string;
  /** What that turn asked of Graph. */
  requests: number;
  /** What the last good turn brought; absent until there was one. */
  value?: HourlyValues[Name];
  /** When that turn was. */
  readAt?: string;
  /** Absent while the last turn was good. */
  failure?: HourlyFailure;
  /** It asks nothing before, because Graph said so. */
  notBefore?: string;
}

/** How long a reading counts as of now: one turn may fail. */
const freshForInMs = 2 * hourInMs + 15 * minuteInMs;

/** Whether what was read at `readAt` counts as of now; `unknown` where there is no such time, or one that a wrong clock noted. */
export function hourlyFreshness(readAt: string | undefined, now: number): 'fresh' | 'stale' | 'unknown' {
  if (readAt === undefined || isAhead(readAt, now)) return 'unknown';
  return ageInMs(readAt, now) <= freshForInMs ? 'fresh' : 'stale';
}

/** Tenants whose first turn was in one tick do not stay in step. */
const widestJitterInMs = 5 * minuteInMs;

/**
 * Where a turn left something: ten seconds after its last answer Graph's reports take all five requests again, and one turn is soon over.
 * One that came sooner would find what the last has left of them, and begin a long log in vain.
 * https://learn.microsoft.com/graph/throttling-limits#reports-service-limits
 */
const restOfReportsInMs = 15_000;

/**
 * Whether it is a reader's turn: an hour, and the tenant's own share of five minutes, after the last one, or with the next tick after fifteen
 * seconds where a good one left something, or at once where somebody asks for it; never before Graph permits. A turn that a wrong clock put ahead holds up none, nor does what
 * it was told to wait for.
 */
export function isTurnDue(
  reading: HourlyReading | undefined,
  tenantId: string,
  now: number,
  { isLeft = false, isAsked = false }: { isLeft?: boolean; isAsked?: boolean } = {},
): boolean {
  if (reading === undefined || isAhead(reading.askedAt, now)) return true;
  const ordinaryInMs = isLeft && reading.failure === undefined ? restOfReportsInMs : hourInMs + jitterInMs(tenantId);
  const restInMs = isAsked ? 0 : ordinaryInMs;
  return ageInMs(reading.askedAt, now) >= restInMs && !(millisOf(reading.notBefore) > now);
}

// The same for a tenant at all times, spread evenly over tenants.
function jitterInMs(tenantId: string): number {
  const mixed = [...tenantId].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);
  return mixed % widestJitterInMs;
}

/** What Graph said of the agents, as long as it holds; undefined where there is no such word. */
export function agentsReadingOf(reading: HourlyReading | undefined, now: number): AgentsReading | undefined {
  const { value, readAt } = (reading as HourlyReading<'agents'> | undefined) ?? {};
  return value === undefined || readAt === undefined ? undefined : heldReading({ facts: value, readAt }, now);
}
