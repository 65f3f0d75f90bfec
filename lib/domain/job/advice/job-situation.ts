import { millisOf } from '../../time.ts';
import type { HealthReason } from '../health/health.ts';
import { isFirstCycleMoving } from '../health/silence.ts';
import { failedRuns, isQuarantined } from '../job-facts.ts';
import { kindOf, kindsWithAgents } from '../kind/job-kind.ts';
import type { JobRecord } from '../record/job-record.ts';
import type { JobSnapshot } from '../synchronization-job.ts';

/** What a job is in, as the entry of the catalogue that speaks for it where no code does. */
export const jobSituations = {
  QuarantineWithoutError: 'job-condition/QuarantineWithoutError',
  QuarantineNotYours: 'job-condition/QuarantineNotYours',
  QuarantineAutoDisable28Days: 'job-state/QuarantineAutoDisable28Days',
  StateNotPublished: 'job-condition/StateNotPublished',
  NotConfigured: 'job-state/NotConfigured',
  NeverStarted: 'job-condition/NeverStarted',
  NotRun: 'job-state/NotRun',
  EscrowsPruned: 'job-state/EscrowsPruned',
  Paused: 'job-state/Paused',
  SwitchedOff: 'job-condition/SwitchedOff',
  FirstCycle: 'job-condition/FirstCycle',
  Silent: 'job-condition/Silent',
  SilentWithAgents: 'job-condition/SilentWithAgents',
  CycleStandsStill: 'job-condition/CycleStandsStill',
  Failed: 'job-state/Failed',
  NearQuarantine: 'job-condition/NearQuarantine',
  EscrowsRising: 'job-condition/EscrowsRising',
  RunFailed: 'job-condition/RunFailed',
  EntryLevelErrors: 'job-state/EntryLevelErrors',
} as const;
export type JobSituation = keyof typeof jobSituations;

type Facts = Pick<JobRecord, 'jobId' | 'snapshot' | 'reasons' | 'observedAt' | 'marks'>;

/** What the job was in at its last reading; undefined while it is well, or nothing but the reading itself is wrong. */
export function situationOf(record: Facts): JobSituation | undefined {
  const { snapshot, reasons } = record;
  const has = (reason: HealthReason): boolean => reasons.includes(reason);
  if (isQuarantined(snapshot)) return has('disabled') ? 'QuarantineAutoDisable28Days' : quarantineSituation(snapshot);
  if (has('unknownState') && snapshot.schedule.state !== 'Disabled') return 'StateNotPublished';
  if (has('disabled')) return 'QuarantineAutoDisable28Days';
  if (has('notConfigured')) return 'NotConfigured';
  if (snapshot.state === 'NotRun') return snapshot.schedule.state === 'Active' ? 'NotRun' : 'NeverStarted';
  if (has('unknownState')) return 'StateNotPublished';
  if (has('paused')) return pausedSituation(snapshot);
  return runningSituation(record, has);
}

// Whether the customer can mend an error is told by Graph itself, also for codes that nobody knows.
function quarantineSituation({ quarantine }: JobSnapshot): JobSituation {
  return quarantine?.error?.tenantActionable === false ? 'QuarantineNotYours' : 'QuarantineWithoutError';
}

// Microsoft pauses a job itself when its first cycle met too many errors; otherwise somebody did.
function pausedSituation({ escrowsPruned, state }: JobSnapshot): JobSituation {
  if (escrowsPruned) return 'EscrowsPruned';
  return state === 'Paused' ? 'Paused' : 'SwitchedOff';
}

function runningSituation(record: Facts, has: (reason: HealthReason) => boolean): JobSituation | undefined {
  const { snapshot } = record;
  const failures = failedRuns(snapshot);
  // What the last run says is older than the progress of a first cycle.
  if (has('initialCycle') && failures < 3 && isFirstCycleMoving(record, millisOf(record.observedAt))) return 'FirstCycle';
  if (has('silent')) return silentSituation(snapshot);
  if (failures >= 3 || (failures > 0 && snapshot.lastExecution?.error?.tenantActionable)) return 'Failed';
  if (has('nearQuarantine')) return 'NearQuarantine';
  if (has('escrowsRising')) return 'EscrowsRising';
  if (failures > 0) return 'RunFailed';
  if (has('escrowsPruned')) return 'EscrowsPruned';
  if (has('entryErrors')) return 'EntryLevelErrors';
  return has('initialCycle') || has('neverRan') ? 'FirstCycle' : undefined;
}

function silentSituation(snapshot: JobSnapshot): JobSituation {
  if (snapshot.progress.length > 0) return 'CycleStandsStill';
  return kindsWithAgents.includes(kindOf(snapshot)) ? 'SilentWithAgents' : 'Silent';
}
