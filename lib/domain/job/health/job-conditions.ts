import type { JobCondition } from '../../condition.ts';
import { type ConditionCounts, isConditionOpen, type Sighting } from '../../condition-count.ts';
import { isOff, isQuarantined } from '../job-facts.ts';
import type { JobFacts } from '../job-marks.ts';
import { escrowsRising, type HourlySample } from './hourly-samples.ts';
import { isNear, nearestLimit } from './near-quarantine.ts';
import { isAwaited, isSilent, signOfLifeAt } from './silence.ts';
import { isDisabled } from './switched-off.ts';

/** What a job's conditions are read from: also the readings counted so far, because what was told once is taken back later than it is told. */
interface SightingFacts extends JobFacts {
  samples: readonly HourlySample[];
  counts?: ConditionCounts;
}

const sights = {
  quarantine: (facts) => (isQuarantined(facts.snapshot) ? 'bad' : isOff(facts.snapshot) || isOnTrial(facts) ? 'unknown' : 'good'),
  disabled: (facts, now) => (isDisabled(facts, now) ? 'bad' : isOnTrial(facts) ? 'unknown' : 'good'),
  // Runs that fail in quarantine are a symptom of it: they open no problem of their own.
  completeFailures: ({ snapshot }) => (isQuarantined(snapshot) ? 'unknown' : sighting(snapshot.countSuccessiveCompleteFailures >= 3)),
  silent: (facts, now) => (isSilent(facts, now) ? 'bad' : hasYetToShow(facts, now) ? 'unknown' : 'good'),
  escrowsRising: ({ samples }, now) => sighting(escrowsRising(samples, now)),
  // In quarantine the limit is not far: it is reached.
  nearQuarantine: (facts, now) => (facts.snapshot.state === 'Active' ? sighting(isNearLimit(facts, now)) : 'unknown'),
} as const satisfies Record<JobCondition, (facts: SightingFacts, now: number) => Sighting>;

/**
 * What a good reading (at `now`, ms since the epoch) shows of a job's condition. Neither a state we do not know proves anything good, nor a
 * job that does not run: a quarantine is over when the job is active again, a switch-off after a good run, and silence is broken by the job
 * alone.
 */
export function sightJobCondition(condition: JobCondition, facts: SightingFacts, now: number): Sighting {
  const sight = sights[condition](facts, now);
  return sight === 'good' && facts.snapshot.state === 'Unknown' ? 'unknown' : sight;
}

function sighting(isBad: boolean): Sighting {
  return isBad ? 'bad' : 'good';
}

function isNearLimit(facts: SightingFacts, now: number): boolean {
  return isNear(nearestLimit(facts, now), now, isConditionOpen('nearQuarantine', facts.counts?.nearQuarantine));
}

/** Whether the job was switched off after a quarantine and has not run well since. */
function isOnTrial({ marks }: JobFacts): boolean {
  return marks?.disabledFrom !== undefined;
}

function hasYetToShow(facts: JobFacts, now: number): boolean {
  const { state } = facts.snapshot;
  return isAwaited(facts, now) || (state === 'Active' && signOfLifeAt(facts) === undefined);
}
