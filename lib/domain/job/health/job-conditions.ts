import type { JobCondition } from '../../condition.ts';
import type { Sighting } from '../../condition-count.ts';
import { isQuarantined, isSilent, lastRunAt } from '../job-facts.ts';
import type { JobSnapshot } from '../synchronization-job.ts';
import { escrowsRising, type HourlySample } from './hourly-samples.ts';

const badWhen = {
  quarantine: ({ snapshot }) => isQuarantined(snapshot),
  disabled: () => false,
  completeFailures: ({ snapshot }) => snapshot.countSuccessiveCompleteFailures >= 3,
  silent: ({ snapshot }, now) => isSilent(snapshot, now),
  nearQuarantine: () => false,
  escrowsRising: ({ samples }, now) => escrowsRising(samples, now),
} as const satisfies Record<JobCondition, (facts: JobFacts, now: number) => boolean>;

/** What a job's conditions are read from. */
interface JobFacts {
  snapshot: JobSnapshot;
  samples: readonly HourlySample[];
}

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
