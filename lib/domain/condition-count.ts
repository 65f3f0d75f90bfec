import type { Condition, DomainCondition, JobCondition, PassCondition, ServicePrincipalCondition } from './condition.ts';

/** Readings in a row that showed a condition (`bad`) or its absence (`good`); kept so that a restart forgets nothing. */
export interface ConditionCount {
  bad: number;
  good: number;
}

/** What one reading shows of a condition; `unknown` counts neither way. */
export type Sighting = 'bad' | 'good' | 'unknown';
/** Whether a condition holds after all readings so far; `unknown` changes nothing of an incident. */
export type Verdict = 'open' | 'clear' | 'unknown';

/** Readings in a row that open and close a condition. Graph's own verdicts are taken at their word. */
const thresholds = {
  quarantine: { bad: 1, good: 1 },
  disabled: { bad: 1, good: 1 },
  completeFailures: { bad: 3, good: 2 },
  silent: { bad: 3, good: 2 },
  // Another share opens it than closes it, so that it needs no further proof.
  nearQuarantine: { bad: 1, good: 1 },
  escrowsRising: { bad: 3, good: 2 },
  servicePrincipalUnreadable: { bad: 3, good: 1 },
  // What opens it is the word of several jobs, or of several runs: it has been proven by then.
  agentDown: { bad: 1, good: 2 },
  unreachable: { bad: 3, good: 2 },
  consentMissing: { bad: 1, good: 1 },
} as const satisfies Record<JobCondition | ServicePrincipalCondition | DomainCondition | PassCondition, ConditionCount>;

export type CountedCondition = keyof typeof thresholds;
export type ConditionCounts = Partial<Record<Condition, ConditionCount>>;

/**
 * Counts one sighting. `bad` stays at its threshold while the condition is open, so that the count alone, as stored, says whether it is;
 * undefined when there is nothing to remember.
 */
export function countSighting(
  condition: CountedCondition,
  count: ConditionCount | undefined,
  sighting: Sighting,
): ConditionCount | undefined {
  if (sighting === 'unknown') return count;
  const limit = thresholds[condition];
  if (sighting === 'bad') return { bad: Math.min(limit.bad, (count?.bad ?? 0) + 1), good: 0 };
  if (count === undefined || !isConditionOpen(condition, count)) return undefined;
  return count.good + 1 >= limit.good ? undefined : { bad: count.bad, good: count.good + 1 };
}

/** Whether the counted readings say that the condition holds. */
export function isConditionOpen(condition: CountedCondition, count: ConditionCount | undefined): boolean {
  return count !== undefined && count.bad >= thresholds[condition].bad;
}

/** The verdict after a sighting was counted. */
export function verdictOf(condition: CountedCondition, count: ConditionCount | undefined, sighting: Sighting): Verdict {
  if (sighting === 'unknown') return 'unknown';
  return isConditionOpen(condition, count) ? 'open' : 'clear';
}
