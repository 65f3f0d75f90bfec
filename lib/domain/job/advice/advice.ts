import type { AdviceAction, AdviceSafety } from '../../catalogue/entry-advice.ts';
import { isNear, nearestLimit } from '../health/near-quarantine.ts';
import { quarantineCountdown } from '../health/quarantine-countdown.ts';
import { isFirstCycleMoving, isSilent } from '../health/silence.ts';
import { isDisabled } from '../health/switched-off.ts';
import { codeOf, errorCodeOf, failedRuns, isAgentSuspected, isQuarantined } from '../job-facts.ts';
import type { JobFacts } from '../job-marks.ts';
import type { JobRecord } from '../record/job-record.ts';
import { deadlineText, firstCycleText, limitText, offText, stillText } from './advice-texts.ts';

export interface Advice {
  action: AdviceAction;
  /** A plain sentence for whoever is on call. */
  why: string;
  safety: AdviceSafety;
}

type Facts = JobFacts & Partial<Pick<JobRecord, 'readFailingSince' | 'samples'>>;

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
  if (isDisabled(facts, now)) {
    return { action: 'restart', why: `A quarantine stopped the job. ${offText(facts, now)}`, safety: 'safe' };
  }
  if (snapshot.state === 'NotConfigured')
    return human('configure', 'Provisioning was never set up; enter the credentials and mappings first.');
  if (snapshot.state === 'NotRun')
    return human('configure', 'The job is set up and was never switched on; switch provisioning on in the admin centre.');
  if (snapshot.state === 'Paused') return advisePaused(facts);
  if (snapshot.schedule.state !== 'Disabled') return adviseActive(facts, now);
  const why = 'The job is switched off; if nobody wants that, a restart switches it on again and evaluates every object anew.';
  return { action: 'restart', why, safety: 'safe' };
}

function adviseQuarantine(facts: Facts, now: number): Advice {
  const { snapshot } = facts;
  const { quarantine } = snapshot;
  const isOver = isDisabled(facts, now);
  const end = isOver ? ` ${offText(facts, now)}` : deadlineText(quarantineCountdown(quarantine, now), now);
  const error = quarantine?.error ?? snapshot.lastExecution?.error;
  if (quarantine?.reason.includes('TooManyDeletes')) {
    const held = 'Microsoft holds back an unusual number of deletions; check that they are wanted';
    if (isOver) return human('fixCause', `${held}.${end}`);
    return { action: 'reviewDeletes', why: `${held}, because clearing lets the job go on.${end}`, safety: 'needsAcknowledge' };
  }
  if (quarantine?.reason.includes('QuarantinedOnDemand')) {
    return human('wait', `Microsoft put the job in quarantine by hand; ask Microsoft Support why before anything else.${end}`);
  }
  if (isAgentSuspected(snapshot)) {
    return human('checkAgents', `${agentText}${isOver ? '' : ' The quarantine then lifts at the next attempt.'}${end}`);
  }
  if (isCredentialError(codeOf(error))) {
    return human(
      'renewCredentials',
      `${credentialText(codeOf(error))}${isOver ? '' : ' Then validate them and clear the quarantine.'}${end}`,
    );
  }
  if (error?.tenantActionable || quarantine?.reason.includes('Escrow')) {
    const cause = error === undefined ? 'too many objects failed' : `the job stopped ${withCode(codeOf(error))}`;
    return human('fixCause', `Mend the cause first: ${cause}.${isOver ? '' : ' A cleared quarantine would come back.'}${end}`);
  }
  if (isOver) return { action: 'restart', why: `Nothing in your hands is known to be broken.${end}`, safety: 'safe' };
  const why = `Nothing in your hands is known to be broken; clearing tries again now and keeps the job's place, so nothing is read twice.${end}`;
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

function adviseActive(facts: Facts, now: number): Advice {
  const { snapshot } = facts;
  const error = snapshot.lastExecution?.error;
  const runsFail = failedRuns(snapshot) >= 3;
  // What the last run says is older than the progress: a restart would throw the cycle away.
  if (isFirstCycleMoving(facts, now) && !runsFail) return human('wait', firstCycleText(facts));
  if (isAgentSuspected(snapshot)) return human('checkAgents', agentText);
  if (isCredentialError(codeOf(error))) return human('renewCredentials', credentialText(codeOf(error)));
  if (isSilent(facts, now)) return adviseSilent(facts);
  if (runsFail || error?.tenantActionable) {
    const code = errorCodeOf(snapshot);
    return human('fixCause', `The runs fail${code === undefined ? '' : ` with ${code}`}; mend that before the job is put in quarantine.`);
  }
  const nearest = nearestLimit({ snapshot, samples: facts.samples ?? [] }, now);
  if (nearest !== undefined && isNear(nearest, now, true)) return human('reviewErrors', limitText(nearest));
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

function adviseSilent(facts: Facts): Advice {
  if (facts.snapshot.progress.length > 0) return human('fixCause', stillText(facts));
  const why =
    'The job calls itself active and has not run for a long time; pause it, and start it again once it reads Paused: it goes on where it stood. A restart would read every object again.';
  return { action: 'pause', why, safety: 'safe' };
}

const agentText = 'No provisioning agent seems to answer; check that its service runs and reaches Microsoft on at least one server.';

function credentialText(code: string | undefined): string {
  return `The target refused the saved credentials (${code}); renew them in the admin centre.`;
}

// A test of credentials that got no usable answer says nothing against them.
function isCredentialError(code: string | undefined): boolean {
  return code !== undefined && /credential|unauthori[sz]ed|password|accesstoken|AADSTS7000/i.test(code) && !/unavailable$/i.test(code);
}

function withCode(code: string | undefined): string {
  return code === undefined ? 'with an error that has no code; its text is shown with the quarantine' : `with ${code}`;
}

function human(action: AdviceAction, why: string): Advice {
  return { action, why, safety: 'noAction' };
}
