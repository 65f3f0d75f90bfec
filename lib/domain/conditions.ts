import type { Condition, JobCondition, TenantCondition } from './condition.ts';
import type { UpstreamReason } from './errors.ts';
import { escrowsRising } from './hourly-samples.ts';
import { isQuarantined, isSilent, lastRunAt } from './job-facts.ts';
import type { ConditionCount, JobRecord } from './job-record.ts';

/** What one reading shows of a condition; `unknown` counts neither way. */
export type Sighting = 'bad' | 'good' | 'unknown';
/** Whether a condition holds after all readings so far; `unknown` and `muted` change nothing of an incident. */
export type Verdict = 'open' | 'clear' | 'unknown' | 'muted';

/** Readings in a row that open and close a condition. Graph's own verdicts are taken at their word. */
const thresholds = {
  quarantine: { bad: 1, good: 1 },
  completeFailures: { bad: 3, good: 2 },
  silent: { bad: 3, good: 2 },
  escrowsRising: { bad: 3, good: 2 },
  unreachable: { bad: 3, good: 2 },
  consentMissing: { bad: 1, good: 1 },
} as const satisfies Record<JobCondition | TenantCondition, ConditionCount>;

export type CountedCondition = keyof typeof thresholds;
export type ConditionCounts = Partial<Record<Condition, ConditionCount>>;

const badWhen = {
  quarantine: ({ snapshot }) => isQuarantined(snapshot),
  completeFailures: ({ snapshot }) => snapshot.countSuccessiveCompleteFailures >= 3,
  silent: ({ snapshot }, now) => isSilent(snapshot, now),
  escrowsRising: ({ samples }, now) => escrowsRising(samples, now),
} as const satisfies Record<JobCondition, (facts: JobFacts, now: number) => boolean>;

type JobFacts = Pick<JobRecord, 'snapshot' | 'samples'>;

/**
 * What a good reading (at `now`, ms since the epoch) shows of a job's condition. A state we do not know proves nothing good, and runs that
 * fail in quarantine are a symptom of it: they open no problem of their own.
 */
export function sightJobCondition(condition: JobCondition, facts: JobFacts, now: number): Sighting {
  if (condition === 'completeFailures' && isQuarantined(facts.snapshot)) return 'unknown';
  if (badWhen[condition](facts, now)) return 'bad';
  const { state } = facts.snapshot;
  const noRunKnown = state === 'Active' && lastRunAt(facts.snapshot) === undefined;
  return state === 'Unknown' || (condition === 'silent' && noRunKnown) ? 'unknown' : 'good';
}

/** How one pass over a tenant ended: it got at least one good answer, or it failed for a reason. */
export type PassOutcome = { read: true } | { read: false; reason: UpstreamReason; code?: string; detail: string };

/** What a pass shows of a tenant's condition. A failure of another kind proves nothing about this one. */
export function sightTenantCondition(condition: TenantCondition, pass: PassOutcome): Sighting {
  if (pass.read) return 'good';
  const failing: TenantCondition = pass.reason === 'consentMissing' ? 'consentMissing' : 'unreachable';
  return failing === condition ? 'bad' : 'unknown';
}

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

/** A cause mutes its symptom: the jobs of a tenant that cannot be read are not called silent. */
export function inhibit(condition: Condition, verdict: Verdict, isTenantReadable: boolean): Verdict {
  return condition === 'silent' && !isTenantReadable ? 'muted' : verdict;
}
