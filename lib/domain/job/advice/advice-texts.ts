import type { EntryAdvice } from '../../catalogue/entry-advice.ts';
import { dayInMs, millisOf } from '../../time.ts';
import { limitStanding, limitWords } from '../health/limit-standing.ts';
import type { NearQuarantine } from '../health/near-quarantine.ts';
import type { QuarantineCountdown } from '../health/quarantine-countdown.ts';
import { offSince } from '../health/switched-off.ts';
import { progressAt } from '../job-facts.ts';
import type { JobFacts } from '../job-marks.ts';

/** Since when nothing newer is known. */
export function sinceText(readFailingSince: string | undefined): string {
  return readFailingSince === undefined ? '' : `Nothing newer is known since ${readFailingSince}.`;
}

/** Since when a job is off that Microsoft disabled, and what the way back costs. */
export function offText(facts: JobFacts, now: number): string {
  const since = offSince(facts, now);
  const when = since === undefined ? '' : ` since ${since}`;
  return `It is switched off${when}: mend the cause, then restart it, which evaluates every object again; clearing alone changes nothing.`;
}

/** What becomes of the quarantine once the cause is mended. */
export function afterwardsText(advice: EntryAdvice | undefined): string {
  if (advice?.isHold) return '';
  const cleared = 'Clear the quarantine once the cause is mended, not before: it would come back.';
  const texts: Partial<Record<EntryAdvice['action'], string>> = {
    wait: 'The service tries again by itself.',
    checkAgents: 'The quarantine then lifts at the next attempt.',
    renewCredentials: 'Then validate the credentials and clear the quarantine.',
    fixCause: cleared,
    reviewErrors: cleared,
  };
  return advice === undefined ? '' : (texts[advice.action] ?? '');
}

/** How long the service goes on trying; nothing while it is more than a week. */
export function deadlineText(countdown: QuarantineCountdown | undefined, now: number): string {
  if (countdown === undefined || countdown.daysLeft > 7) return '';
  const { disableAt, daysLeft } = countdown;
  if (millisOf(disableAt) <= now) return 'Its 28 days are over: the service may disable the job at any time.';
  const left = millisOf(disableAt) - now < dayInMs ? 'less than a day' : `${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`;
  return `In ${left} the service disables the job.`;
}

/** Since when a first cycle runs, and how far it is. */
export function firstCycleText({ snapshot, marks }: JobFacts): string {
  const since = marks?.firstCycleSince === undefined ? '' : ` since ${marks.firstCycleSince}`;
  const reached = reachedText(snapshot.progress);
  return since === '' && reached === '' ? '' : `It runs${since}${reached}.`;
}

/** Since when a cycle stands still, and how far it came. */
export function stillText(facts: JobFacts): string {
  const since = progressAt(facts);
  return `The cycle has not moved${since === undefined ? '' : ` since ${since}`}${reachedText(facts.snapshot.progress)}.`;
}

/** How near the failing objects are to a limit. */
export function limitText(nearest: NearQuarantine): string {
  const { allowed, reachedAt } = nearest;
  const when = reachedAt === undefined ? '' : ` At the present rate it is reached at ${reachedAt}.`;
  const isReached = ['at', 'above'].includes(limitStanding(nearest));
  const next = isReached ? ' The quarantine may come with the next run.' : when;
  return `Microsoft puts the job in quarantine at ${number(allowed)} failing objects. Failing now: ${limitWords(nearest)}.${next}`;
}

function reachedText(progress: JobFacts['snapshot']['progress']): string {
  const [first] = progress;
  if (first === undefined || first.totalUnits === 0) return '';
  return ` and has done ${number(first.completedUnits)} of ${number(first.totalUnits)} ${first.units.toLowerCase() || 'units'}`;
}

function number(count: number): string {
  return Math.round(count).toLocaleString('en-GB');
}
