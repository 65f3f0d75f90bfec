import { actorNames } from '../catalogue/actor-names.ts';
import type { WhoMustAct } from '../catalogue/catalogue-entry.ts';
import type { Explanation } from '../catalogue/explanation.ts';
import { type Health, severityOf } from '../job/health/health.ts';
import { kindNames } from '../job/kind/job-kind.ts';
import type { ListedJob } from './judge-tenant.ts';
import { compareTexts } from './sort-jobs.ts';

/** What jobs are put together by. */
export const groupings = ['cause', 'tenant', 'whoMustAct', 'kind'] as const;
export type Grouping = (typeof groupings)[number];

interface Grouped {
  job: ListedJob;
  explanation: Pick<Explanation, 'code' | 'title' | 'whoMustAct'> | undefined;
}

interface GroupName {
  /** What its jobs have in common: a code, a tenant, an actor, a kind; empty where jobs have no explanation. */
  key: string;
  title: string;
  whoMustAct?: WhoMustAct;
}

export interface JobGroup extends GroupName {
  count: number;
  tenants: number;
  byHealth: Partial<Record<Health, number>>;
  /** The worst. */
  health: Health;
  /** The next switch-off among its jobs. */
  countdown?: ListedJob['countdown'];
  /** The oldest reading among its jobs, as far as there is any. */
  observedAt?: string;
}

/** Where a group stands; complete, so that no two share a place. */
export interface GroupSortKey {
  severity: number;
  count: number;
  key: string;
  whoMustAct: string;
}

/** Puts jobs together, those with the worst first, then the largest. Every job is in exactly one group. */
export function groupJobs(jobs: Iterable<Grouped>, by: Grouping): JobGroup[] {
  const groups = new Map<string, JobGroup & { tenantIds: Set<string> }>();
  for (const grouped of jobs) {
    const name = nameOf[by](grouped);
    const id = `${name.key} ${name.whoMustAct ?? ''} ${name.key === '' ? name.title : ''}`;
    const group = groups.get(id) ?? { ...name, count: 0, tenants: 0, byHealth: {}, health: grouped.job.health, tenantIds: new Set() };
    groups.set(id, group);
    add(group, grouped.job);
    group.tenantIds.add(grouped.job.tenantId);
  }
  return [...groups.values()]
    .map(({ tenantIds, ...group }) => ({ ...group, tenants: tenantIds.size }))
    .sort((one, other) => compareGroups(groupKeyOf(one), groupKeyOf(other)));
}

/** The place of a group alone, as a continuation carries it. */
export function groupKeyOf({ health, count, key, whoMustAct }: JobGroup): GroupSortKey {
  return { severity: severityOf[health], count, key, whoMustAct: whoMustAct ?? '' };
}

export function compareGroups(one: GroupSortKey, other: GroupSortKey): number {
  return (
    other.severity - one.severity ||
    other.count - one.count ||
    compareTexts(one.key, other.key) ||
    compareTexts(one.whoMustAct, other.whoMustAct)
  );
}

const nameOf: Record<Grouping, (grouped: Grouped) => GroupName> = {
  // The same code may be for different people to mend.
  cause: ({ job, explanation }) =>
    explanation === undefined ? unexplained(job) : { key: explanation.code, title: explanation.title, whoMustAct: explanation.whoMustAct },
  tenant: ({ job }) => ({ key: job.tenantId, title: job.tenantName }),
  whoMustAct: ({ job, explanation }) =>
    explanation === undefined ? unexplained(job) : { key: explanation.whoMustAct, title: actorNames[explanation.whoMustAct] },
  kind: ({ job }) => ({ key: job.kind, title: kindNames[job.kind] }),
};

function unexplained({ health }: ListedJob): GroupName {
  return { key: '', title: health === 'healthy' ? 'Nothing is wrong' : 'No explanation is known' };
}

function add(group: JobGroup, { health, countdown, observedAt, freshness }: ListedJob): void {
  group.count += 1;
  group.byHealth[health] = (group.byHealth[health] ?? 0) + 1;
  if (severityOf[health] > severityOf[group.health]) group.health = health;
  if (countdown !== undefined && !(countdown.disableAt >= (group.countdown?.disableAt ?? '\uffff'))) group.countdown = countdown;
  // What was never understood was never read.
  if (freshness !== 'unknown' && !(observedAt >= (group.observedAt ?? '\uffff'))) group.observedAt = observedAt;
}
