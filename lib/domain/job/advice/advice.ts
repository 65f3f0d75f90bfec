import { quarantineCountdown } from '../health/quarantine-countdown.ts';
import { failedRuns, isAgentSuspected, isQuarantined, isSilent } from '../job-facts.ts';
import type { JobRecord } from '../record/job-record.ts';
import type { SynchronizationError } from '../synchronization-job.ts';

/** `clearQuarantine`, `start` and `restart` are operations of this service; the others are for people. */
export const adviceActions = [
  'none',
  'wait',
  'fixCause',
  'checkAgents',
  'renewCredentials',
  'reviewDeletes',
  'reviewErrors',
  'checkReading',
  'configure',
  'clearQuarantine',
  'start',
  'restart',
] as const;
export type AdviceAction = (typeof adviceActions)[number];
export type AdviceSafety = 'safe' | 'needsAcknowledge' | 'destructive' | 'noAction';

export interface Advice {
  action: AdviceAction;
  /** A plain sentence for whoever is on call. */
  why: string;
  safety: AdviceSafety;
}

type Facts = Pick<JobRecord, 'snapshot' | 'readFailingSince'>;

/**
 * The least destructive next step for a job at `now` (ms since the epoch). It never names a start of a running job, because
 * repeating that can stop the service, nor a scope that drops caches or carries out held-back deletions.
 * https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-start
 */
export function adviseJob(facts: Facts, now: number): Advice {
  const { snapshot } = facts;
  if (facts.readFailingSince !== undefined) {
    return human('checkReading', `The job could not be read since ${facts.readFailingSince}; find out why before acting on what is shown.`);
  }
  if (snapshot.state === 'Unknown') {
    return human('none', 'Microsoft reports a state that is not published; look at the job in the admin centre before acting.');
  }
  if (isQuarantined(snapshot)) return adviseQuarantine(facts, now);
  if (snapshot.schedule.state === 'Disabled') {
    const why = 'The job was disabled and does not run any more; once the cause is mended, a restart evaluates every object again.';
    return { action: 'restart', why, safety: 'safe' };
  }
  if (snapshot.state === 'NotConfigured')
    return human('configure', 'Provisioning was never set up; enter the credentials and mappings first.');
  if (snapshot.state === 'NotRun')
    return human('configure', 'The job is set up and was never switched on; switch provisioning on in the admin centre.');
  return snapshot.state === 'Paused' ? advisePaused(facts) : adviseActive(facts, now);
}

function adviseQuarantine({ snapshot }: Facts, now: number): Advice {
  const { quarantine } = snapshot;
  const deadline = deadlineText(quarantineCountdown(quarantine, now)?.daysLeft);
  if (quarantine?.reason.includes('TooManyDeletes')) {
    const why = `Microsoft holds back an unusual number of deletions; check that they are wanted, because clearing lets the job go on.${deadline}`;
    return { action: 'reviewDeletes', why, safety: 'needsAcknowledge' };
  }
  if (isAgentSuspected(snapshot)) return human('checkAgents', `${agentText} The quarantine then lifts at the next attempt.${deadline}`);
  const error = quarantine?.error ?? snapshot.lastExecution?.error;
  if (error && isCredentialError(error))
    return human('renewCredentials', `${credentialText(error)} Then validate them and clear the quarantine.${deadline}`);
  if (error?.tenantActionable || quarantine?.reason.includes('Escrow')) {
    const cause = error === undefined ? 'too many objects failed' : `the job stopped with ${error.code}`;
    return human('fixCause', `Mend the cause first: ${cause}. A cleared quarantine would come back.${deadline}`);
  }
  const why = `Nothing in your hands is known to be broken; clearing tries again now and keeps the job's place, so nothing is read twice.${deadline}`;
  return { action: 'clearQuarantine', why, safety: 'safe' };
}

function advisePaused({ snapshot }: Facts): Advice {
  if (snapshot.escrowsPruned) {
    return human(
      'fixCause',
      'The first cycle met too many errors, dropped them and paused the job; mend the failing objects before restarting it.',
    );
  }
  return { action: 'start', why: 'The job is paused; if nobody wants that, start it: it goes on where it stopped.', safety: 'safe' };
}

function adviseActive({ snapshot }: Facts, now: number): Advice {
  const error = snapshot.lastExecution?.error;
  if (isAgentSuspected(snapshot)) return human('checkAgents', agentText);
  if (error && isCredentialError(error)) return human('renewCredentials', credentialText(error));
  if (isSilent(snapshot, now)) {
    const why = 'The job calls itself active and has not run for a long time; a restart makes it evaluate every object again.';
    return { action: 'restart', why, safety: 'safe' };
  }
  if (failedRuns(snapshot) >= 3 || error?.tenantActionable) {
    return human(
      'fixCause',
      `The runs fail${error === undefined ? '' : ` with ${error.code}`}; mend that before the job is put in quarantine.`,
    );
  }
  if (failedRuns(snapshot) > 0) return human('wait', 'A run failed; the service tries again by itself at the next cycle.');
  if ((snapshot.lastExecution?.countEscrowed ?? 0) > 0 || error !== undefined) {
    return human(
      'reviewErrors',
      'The job runs, but some objects fail; look at the provisioning errors, the service retries them by itself.',
    );
  }
  if (snapshot.steadyStateFirstAchievedTime === undefined) return human('wait', 'The first cycle is not complete yet; let it run.');
  return human('none', 'The last readings show nothing to do.');
}

const agentText = 'No provisioning agent seems to answer; check that its service runs and reaches Microsoft on at least one server.';

function credentialText(error: SynchronizationError): string {
  return `The target refused the saved credentials (${error.code}); renew them in the admin centre.`;
}

function isCredentialError({ code }: SynchronizationError): boolean {
  return /credential|unauthori[sz]ed|password|accesstoken|AADSTS7000/i.test(code);
}

function deadlineText(daysLeft: number | undefined): string {
  return daysLeft === undefined || daysLeft > 7 ? '' : ` In ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} the service disables the job.`;
}

function human(action: AdviceAction, why: string): Advice {
  return { action, why, safety: 'noAction' };
}
