import type { WhoMustAct } from '../catalogue/catalogue-entry.ts';
import { type CompletePass, judgeFreshness } from '../job/health/freshness.ts';
import type { JobKind } from '../job/kind/job-kind.ts';

/** Who acts on a job whose reading alone is old, whatever was seen last: as its entry says, so that a count need not load the catalogue. */
export const staleActor: WhoMustAct = 'service-owner';

/** Of a tenant without any. */
export const noJobs: JobTally = { byKind: {}, nearQuarantine: 0, byWhoMustAct: {} };

type ByActor = Partial<Record<WhoMustAct, number>>;

/** More about the jobs of a tenant in numbers, as they must be shown at one moment. */
export interface JobTally {
  byKind: Partial<Record<JobKind, number>>;
  /** Jobs that are near a limit of failing objects. */
  nearQuarantine: number;
  /** Jobs that Microsoft has switched off; absent where there are none. */
  disabled?: number;
  /** The job in quarantine that Microsoft disables first. */
  firstDisable?: FirstDisable;
  /** Jobs that are not healthy, by who has to act. */
  byWhoMustAct: ByActor;
}

export interface FirstDisable {
  /** UTC ISO */
  at: string;
  servicePrincipalId: string;
  jobId: string;
  displayName: string;
}

/** What the tenant's row keeps of it. Who must act depends on the age of each reading, so the jobs are kept apart by it. */
export interface StoredTally extends Omit<JobTally, 'byWhoMustAct'> {
  /** By whose words it was told who must act: another release or catalogue may name somebody else. */
  words: string;
  /** Jobs whose reading fails: no age changes what is said of them. */
  failing: ByActor;
  /** Jobs for which the last complete pass speaks. */
  vouchedFor: ReadJobs;
  /** Jobs for which a reading of their own does, by its time; none where there never was a good one. */
  own: (ReadJobs & { readAt?: string })[];
}

/** Jobs whose readings are equally old. */
export interface ReadJobs {
  jobs: number;
  /** Of them, as long as the reading is fresh. */
  fresh: ByActor;
}

interface JudgeFacts {
  pollIntervalInMs: number;
  now: number;
  /** Who lets the tenant be read again, where it cannot be: nothing but that is to be done about what was read long ago. */
  unreadActor?: WhoMustAct | undefined;
}

/** The numbers at a moment: each job is judged by the age of its reading, exactly as it is in a list. */
export function judgeTally(
  { words: _, failing, vouchedFor, own, ...tally }: StoredTally,
  { lastCompletedAt }: CompletePass,
  { unreadActor, ...facts }: JudgeFacts,
): JobTally {
  const byWhoMustAct: ByActor = {};
  const failingJobs = Object.values(failing).reduce((sum, count) => sum + count, 0);
  addTo(byWhoMustAct, unreadActor === undefined ? failing : { [unreadActor]: failingJobs });
  for (const { readAt, jobs, fresh } of [...own, { ...vouchedFor, readAt: lastCompletedAt }]) {
    const isFresh = judgeFreshness({ lastReadAt: readAt, ...facts }) === 'fresh';
    addTo(byWhoMustAct, isFresh ? fresh : { [unreadActor ?? staleActor]: jobs });
  }
  return { ...tally, byWhoMustAct };
}

function addTo(sum: ByActor, part: ByActor): void {
  for (const [actor, count] of Object.entries(part) as [WhoMustAct, number][]) {
    if (count > 0) sum[actor] = (sum[actor] ?? 0) + count;
  }
}
