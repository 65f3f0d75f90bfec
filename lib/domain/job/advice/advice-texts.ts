import { dayInMs, millisOf } from '../../time.ts';
import type { NearQuarantine } from '../health/near-quarantine.ts';
import type { QuarantineCountdown } from '../health/quarantine-countdown.ts';
import { offSince } from '../health/switched-off.ts';
import { progressAt } from '../job-facts.ts';
import type { JobFacts } from '../job-marks.ts';

/** Since when a job is off that Microsoft disabled, and what the way back costs. */
export function offText(facts: JobFacts, now: number): string {
  const since = offSince(facts, now);
  const when = since === undefined ? '' : ` since ${since}`;
  return `It is switched off${when} and does not run again by itself. Mend the cause, then restart it, which evaluates every object again; clearing alone changes nothing.`;
}

/** How long the service goes on trying; nothing while it is more than a week. */
export function deadlineText(countdown: QuarantineCountdown | undefined, now: number): string {
  if (countdown === undefined || countdown.daysLeft > 7) return '';
  const { disableAt, daysLeft } = countdown;
  if (millisOf(disableAt) <= now) return ' Its 28 days are over: the service may disable the job at any time.';
  const left = millisOf(disableAt) - now < dayInMs ? 'less than a day' : `${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}`;
  return ` In ${left} the service disables the job.`;
}

/** A first cycle that moves. */
export function firstCycleText({ snapshot, marks }: JobFacts): string {
  const since = marks?.firstCycleSince === undefined ? '' : ` since ${marks.firstCycleSince}`;
  return `The first cycle runs${since}${reachedText(snapshot.progress)}; let it run, because a restart would begin it anew.`;
}

/** A cycle that has begun and stands still. */
export function stillText(facts: JobFacts): string {
  const since = progressAt(facts);
  return `The cycle has not moved${since === undefined ? '' : ` since ${since}`}${reachedText(facts.snapshot.progress)}; check the source and its agents. To pause and start goes on from there, a restart begins it anew.`;
}

/** How near the failing objects are to a limit. */
export function limitText({ count, allowed, share, reachedAt }: NearQuarantine): string {
  const when = reachedAt === undefined ? '' : `, at the present rate reached at ${reachedAt}`;
  return `Microsoft puts the job in quarantine at ${number(allowed)} failing objects; ${number(count)} fail now (${Math.floor(share * 100)} %)${when}. Group the provisioning errors by code and mend the most frequent one first.`;
}

function reachedText(progress: JobFacts['snapshot']['progress']): string {
  const [first] = progress;
  if (first === undefined || first.totalUnits === 0) return '';
  return ` and has done ${number(first.completedUnits)} of ${number(first.totalUnits)} ${first.units.toLowerCase() || 'units'}`;
}

function number(count: number): string {
  return Math.round(count).toLocaleString('en-GB');
}
