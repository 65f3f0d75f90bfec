import { dayInMs, millisOf } from '../../time.ts';
import { failedRuns, isAgentSuspected, isQuarantined, isSilent } from '../job-facts.ts';
import type { UnreadableJob } from '../job-read.ts';
import type { JobSnapshot } from '../synchronization-job.ts';
import { type Assessment, type Freshness, type Health, type HealthReason, healthReasons, severityOf } from './health.ts';
import { escrowsRising, type HourlySample } from './hourly-samples.ts';
import { quarantineCountdown } from './quarantine-countdown.ts';

export interface AssessmentFacts extends UnreadableJob {
  snapshot: JobSnapshot;
  samples: readonly HourlySample[];
  /** Milliseconds since the epoch. */
  now: number;
}

/** `stale` is never found here: age is judged when the job is shown. */
type StoredReason = Exclude<HealthReason, 'stale'>;

const isReason = {
  quarantined: ({ snapshot }) => isQuarantined(snapshot),
  quarantineEndsSoon: ({ snapshot, now }) => millisOf(quarantineCountdown(snapshot.quarantine, now)?.disableAt) - now <= 7 * dayInMs,
  disabled: ({ snapshot }) => snapshot.schedule.state === 'Disabled',
  silent: ({ snapshot, now }) => isSilent(snapshot, now),
  completeFailures: ({ snapshot }) => failedRuns(snapshot) > 0,
  unreadable: (facts) => isReadFailing(facts) && facts.readFailure?.reason !== 'malformed',
  malformed: (facts) => isReadFailing(facts) && facts.readFailure?.reason === 'malformed',
  unknownState: ({ snapshot }) => [snapshot.state, snapshot.schedule.state, snapshot.lastExecution?.state].includes('Unknown'),
  agentSuspected: ({ snapshot }) => isAgentSuspected(snapshot),
  escrowsRising: ({ samples, now }) => escrowsRising(samples, now),
  escrowsPruned: ({ snapshot }) => snapshot.escrowsPruned,
  entryErrors: ({ snapshot }) => hasEntryErrors(snapshot),
  paused: ({ snapshot }) => snapshot.state === 'Paused' || snapshot.schedule.state === 'Paused',
  notConfigured: ({ snapshot }) => snapshot.state === 'NotConfigured',
  initialCycle: ({ snapshot }) => isInitialCycle(snapshot),
  neverRan: ({ snapshot }) => snapshot.state === 'NotRun' || (isSetUp(snapshot) && snapshot.lastExecution === undefined),
} as const satisfies Record<StoredReason, (facts: AssessmentFacts) => boolean>;

const healthOfReason = {
  quarantined: 'critical',
  quarantineEndsSoon: 'critical',
  disabled: 'critical',
  silent: 'critical',
  unreadable: 'unknown',
  malformed: 'unknown',
  unknownState: 'unknown',
} as const satisfies Partial<Record<StoredReason, Health>>;

/** The health of a job as far as its last readings tell; only a job without a reason is healthy. */
export function assessHealth(facts: AssessmentFacts): Assessment {
  const reasons = healthReasons.filter((reason) => reason !== 'stale' && isReason[reason](facts));
  return { health: worstOf(reasons.map((reason) => healthOf(reason, facts.snapshot))), reasons };
}

/** The health to show: a reading that is not fresh proves nothing good, and a critical job stays critical. */
export function judgeAtReadTime(stored: Assessment, freshness: Freshness): Assessment & { severity: number } {
  if (freshness === 'fresh') return { health: stored.health, reasons: [...stored.reasons], severity: severityOf[stored.health] };
  const reasons = healthReasons.filter((reason) => reason === 'stale' || stored.reasons.includes(reason));
  const health = worstOf([stored.health, 'unknown']);
  return { health, reasons, severity: severityOf[health] };
}

function healthOf(reason: HealthReason, snapshot: JobSnapshot): Health {
  if (reason === 'completeFailures') return failedRuns(snapshot) >= 3 ? 'critical' : 'warning';
  return Object.hasOwn(healthOfReason, reason) ? healthOfReason[reason as keyof typeof healthOfReason] : 'warning';
}

function worstOf(healths: readonly Health[]): Health {
  return healths.reduce((worst, health) => (severityOf[health] > severityOf[worst] ? health : worst), 'healthy');
}

function isReadFailing({ readFailingSince, readFailure }: AssessmentFacts): boolean {
  return readFailingSince !== undefined || readFailure !== undefined;
}

function isSetUp({ state }: JobSnapshot): boolean {
  return state === 'Active' || state === 'Paused' || state === 'Quarantine';
}

// A run may be called Succeeded and still leave failed objects behind, as Graph's own samples do.
function hasEntryErrors({ lastExecution }: JobSnapshot): boolean {
  if (lastExecution === undefined) return false;
  const { state, countEscrowed, error } = lastExecution;
  return state === 'EntryLevelErrors' || countEscrowed > 0 || (state !== 'Failed' && error !== undefined);
}

function isInitialCycle(snapshot: JobSnapshot): boolean {
  const hasBegun = snapshot.lastExecution !== undefined || snapshot.progress.length > 0;
  return isSetUp(snapshot) && hasBegun && snapshot.steadyStateFirstAchievedTime === undefined;
}
