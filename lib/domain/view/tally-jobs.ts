import type { WhoMustAct } from '../catalogue/catalogue-entry.ts';
import { type CompletePass, isVouchedFor, lastReadAt } from '../job/health/freshness.ts';
import { type HealthReason, isReadingTrouble } from '../job/health/health.ts';
import { kindOf } from '../job/kind/job-kind.ts';
import type { FirstDisable, JobTally, ReadJobs, StoredTally } from '../tenant/job-tally.ts';
import type { JobSummary } from './job-view.ts';
import { countdownOf } from './judge-tenant.ts';
import { compareTexts } from './sort-jobs.ts';
import { tally } from './tally.ts';

/** Who must act on a job; undefined where nobody has to, as nothing is wrong. */
export type ActorOf = (job: JobSummary) => WhoMustAct | undefined;

/** More times of readings than these are not told apart: the column of the tenant's row has its limit. */
const mostReadings = 100;

/** The numbers of jobs that are judged already. */
export function tallyJobs(jobs: readonly JobSummary[], actorOf: ActorOf): JobTally {
  return { ...countLasting(jobs), byWhoMustAct: tally(jobs.flatMap((job) => actorOf(job) ?? [])) };
}

/** The numbers of a tenant's jobs as its row keeps them; `pass` is what the row says of the last complete pass. */
export function storedTally(
  jobs: readonly JobSummary[],
  { pass, words, actorOf }: { pass: CompletePass; words: string; actorOf: ActorOf },
): StoredTally {
  const [failing, read] = [jobs.filter(isReadingTrouble), jobs.filter((job) => !isReadingTrouble(job))];
  const countRead = (some: readonly JobSummary[]): ReadJobs => ({
    jobs: some.length,
    fresh: tally(some.flatMap((job) => actorOf(job) ?? [])),
  });
  const own = read.filter((job) => !isVouchedFor(job, pass));
  return {
    ...countLasting(jobs),
    words,
    failing: tally(failing.flatMap((job) => actorOf(job) ?? [])),
    vouchedFor: countRead(read.filter((job) => isVouchedFor(job, pass))),
    own: [...groupByReading(own)].map(([readAt, some]) => ({ ...(readAt !== '' && { readAt }), ...countRead(some) })),
  };
}

// What is too much joins the oldest: it may be called old too early, never too late.
function groupByReading(jobs: readonly JobSummary[]): Map<string, JobSummary[]> {
  const readAt = (job: JobSummary) => lastReadAt(job, undefined) ?? '';
  const newestFirst = [...new Set(jobs.map(readAt))].sort((one, other) => compareTexts(other, one));
  const kept = new Set(newestFirst.slice(0, mostReadings));
  const oldest = newestFirst.at(-1) ?? '';
  return Map.groupBy(jobs, (job) => (kept.has(readAt(job)) ? readAt(job) : oldest));
}

/** What no time changes but by the next reading. */
function countLasting(jobs: readonly JobSummary[]): Omit<JobTally, 'byWhoMustAct'> {
  const firstDisable = firstToDisable(jobs);
  const withReason = (reason: HealthReason) => jobs.filter(({ reasons }) => reasons.includes(reason)).length;
  const disabled = withReason('disabled');
  return {
    byKind: tally(jobs.map(kindOf)),
    nearQuarantine: withReason('nearQuarantine'),
    ...(disabled > 0 && { disabled }),
    ...(firstDisable && { firstDisable }),
  };
}

function firstToDisable(jobs: readonly JobSummary[]): FirstDisable | undefined {
  let first: FirstDisable | undefined;
  for (const job of jobs) {
    // The date itself does not depend on the moment.
    const at = countdownOf(job, 0)?.disableAt;
    if (at === undefined) continue;
    const { servicePrincipalId, jobId, displayName } = job;
    const candidate = { at, servicePrincipalId, jobId, displayName };
    if (first === undefined || compareDisables(candidate, first) < 0) first = candidate;
  }
  return first;
}

/** The soonest first, then by key: the same job on every instance. */
function compareDisables(one: FirstDisable, other: FirstDisable): number {
  return (
    compareTexts(one.at, other.at) || compareTexts(one.servicePrincipalId, other.servicePrincipalId) || compareTexts(one.jobId, other.jobId)
  );
}
