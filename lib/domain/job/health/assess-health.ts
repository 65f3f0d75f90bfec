import { type ConditionCounts, isConditionOpen } from '../../condition-count.ts';
import { dayInMs, millisOf } from '../../time.ts';
import { failedRuns, isOff, isQuarantined } from '../job-facts.ts';
import type { JobFacts } from '../job-marks.ts';
import type { UnreadableJob } from '../job-read.ts';
import type { JobSnapshot } from '../synchronization-job.ts';
import { isAgentSuspected } from './agent-suspected.ts';
import { type Assessment, type Freshness, type Health, type HealthReason, healthReasons, severityOf } from './health.ts';
import { escrowsRising, type HourlySample } from './hourly-samples.ts';
import { isNear, nearestLimit } from './near-quarantine.ts';
import { quarantineCountdown } from './quarantine-countdown.ts';
import { isFirstCycle, isSilent } from './silence.ts';
import { isDisabled } from './switched-off.ts';

export interface AssessmentFacts extends UnreadableJob, JobFacts {
  samples: readonly HourlySample[];
  counts?: ConditionCounts;
  /** Milliseconds since the epoch. */
  now: number;
}

/** `stale` is never found here: age is judged when the job is shown. */
type StoredReason = Exclude<HealthReason, 'stale'>;

const isReason = {
  quarantined: ({ snapshot }) => isQuarantined(snapshot),
  quarantineEndsSoon: (facts) => endsSoon(facts),
  disabled: (facts) => isDisabled(facts, facts.now),
  silent: (facts) => isSilent(facts, facts.now),
  completeFailures: ({ snapshot }) => failedRuns(snapshot) > 0,
  unreadable: (facts) => isReadFailing(facts) && facts.readFailure?.reason !== 'malformed',
  malformed: (facts) => isReadFailing(facts) && facts.readFailure?.reason === 'malformed',
  unknownState: ({ snapshot }) => [snapshot.state, snapshot.schedule.state, snapshot.lastExecution?.state].includes('Unknown'),
  agentSuspected: ({ snapshot }) => isAgentSuspected(snapshot),
  nearQuarantine: (facts) =>
    isNear(nearestLimit(facts, facts.now), facts.now, isConditionOpen('nearQuarantine', facts.counts?.nearQuarantine)),
  escrowsRising: ({ samples, now }) => escrowsRising(samples, now),
  escrowsPruned: ({ snapshot }) => snapshot.escrowsPruned,
  entryErrors: ({ snapshot }) => hasEntryErrors(snapshot),
  paused: ({ snapshot }) => isOff(snapshot) && !['NotConfigured', 'NotRun', 'Quarantine'].includes(snapshot.state),
  notConfigured: ({ snapshot }) => snapshot.state === 'NotConfigured',
  initialCycle: ({ snapshot }) => isFirstCycle(snapshot),
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
  if (freshness === 'fresh') return { health: stored.health, reasons: stored.reasons, severity: severityOf[stored.health] };
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

function endsSoon(facts: AssessmentFacts): boolean {
  const { disableAt } = quarantineCountdown(facts.snapshot.quarantine, facts.now) ?? {};
  return !isDisabled(facts, facts.now) && millisOf(disableAt) - facts.now <= 7 * dayInMs;
}
