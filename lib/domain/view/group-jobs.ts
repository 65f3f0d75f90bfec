import { actorNames } from '../catalogue/actor-names.ts';
import type { WhoMustAct } from '../catalogue/catalogue-entry.ts';
import type { Explanation } from '../catalogue/explanation.ts';
import { type Health, healthStates, severityOf } from '../job/health/health.ts';
import { kindNames } from '../job/kind/job-kind.ts';
import type { ListedJob } from './judge-tenant.ts';
import { compareTexts } from './sort-jobs.ts';

/** What jobs are put together by. */
export const groupings = ['cause', 'tenant', 'whoMustAct', 'kind'] as const;
export type Grouping = (typeof groupings)[number];

type Named = Pick<Explanation, 'code' | 'title' | 'whoMustAct'>;

/** What explains a job, and whether that is only what was seen last. */
interface GroupedWords {
  explanation: Named | undefined;
  isLastKnown?: boolean;
}

/** The jobs of one tenant, each with its explanation at the same place. */
interface GroupedTenant {
  jobs: readonly ListedJob[];
  words: readonly GroupedWords[];
  isWanted(place: number): boolean;
}

interface GroupName {
  /** What its jobs have in common: a code, a tenant, an actor, a kind; empty where jobs have no explanation. */
  key: string;
  title: string;
  whoMustAct?: WhoMustAct;
  /** The title is only of what was seen last, for all of its jobs. */
  isLastKnown?: boolean;
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
  /** The same of those that are fresh. */
  freshAt?: string;
}

/** Where a group stands; complete, so that no two share a place. */
export interface GroupSortKey {
  /** How many of its jobs are in each health, the worst first. */
  counts: readonly number[];
  /** Empty where none of its jobs is switched off. */
  disableAt: string;
  key: string;
  whoMustAct: string;
}

/** Puts the wanted jobs together: groups with the most of the worst first, then what is switched off first. Every job is in exactly one. */
export function groupJobs(tenants: Iterable<GroupedTenant>, by: Grouping): JobGroup[] {
  const groups = new Map<string, JobGroup>();
  for (const tenant of tenants) {
    // Jobs that are named by the same object or word share a group, so that its full name is made once a tenant.
    const met = new Map<unknown, JobGroup>();
    for (const [place, job] of tenant.jobs.entries()) {
      if (!tenant.isWanted(place)) continue;
      const { explanation, isLastKnown = false } = tenant.words[place] ?? {};
      const mark = markOf[by](job, explanation);
      const group = met.get(mark) ?? groupOf(groups, { ...nameOf[by](job, explanation), isLastKnown }, job);
      met.set(mark, group);
      add(group, job);
    }
    for (const group of new Set(met.values())) group.tenants += 1;
  }
  return [...groups.values()].sort((one, other) => compareGroups(groupKeyOf(one), groupKeyOf(other)));
}

/** The place of a group alone, as a continuation carries it. */
export function groupKeyOf({ byHealth, countdown, key, whoMustAct }: JobGroup): GroupSortKey {
  const counts = healthStates.map((health) => byHealth[health] ?? 0);
  return { counts, disableAt: countdown?.disableAt ?? '', key, whoMustAct: whoMustAct ?? '' };
}

export function compareGroups(one: GroupSortKey, other: GroupSortKey): number {
  return (
    compareCounts(one.counts, other.counts) ||
    compareTexts(one.disableAt || '\uffff', other.disableAt || '\uffff') ||
    compareTexts(one.key, other.key) ||
    compareTexts(one.whoMustAct, other.whoMustAct)
  );
}

function compareCounts(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((count, index) => count !== other[index]);
  return place < 0 ? 0 : (other[place] ?? 0) - (one[place] ?? 0);
}

const markOf: Record<Grouping, (job: ListedJob, explanation: Named | undefined) => unknown> = {
  cause: ({ health }, explanation) => explanation ?? health,
  tenant: ({ tenantId }) => tenantId,
  whoMustAct: ({ health }, explanation) => explanation ?? health,
  kind: ({ kind }) => kind,
};

const nameOf: Record<Grouping, (job: ListedJob, explanation: Named | undefined) => GroupName> = {
  // The same code may be for different people to mend.
  cause: (job, explanation) =>
    explanation === undefined ? unexplained(job) : { key: explanation.code, title: explanation.title, whoMustAct: explanation.whoMustAct },
  tenant: ({ tenantId, tenantName }) => ({ key: tenantId, title: tenantName }),
  whoMustAct: (job, explanation) =>
    explanation === undefined ? unexplained(job) : { key: explanation.whoMustAct, title: actorNames[explanation.whoMustAct] },
  kind: ({ kind }) => ({ key: kind, title: kindNames[kind] }),
};

function unexplained({ health }: ListedJob): GroupName {
  return { key: '', title: health === 'healthy' ? 'Nothing is wrong' : 'No explanation is known' };
}

function groupOf(groups: Map<string, JobGroup>, name: GroupName, { health }: ListedJob): JobGroup {
  const id = JSON.stringify([name.key, name.whoMustAct, name.key === '' && name.title]);
  const group = groups.get(id) ?? { ...name, count: 0, tenants: 0, byHealth: {}, health };
  if (group.isLastKnown && !name.isLastKnown) Object.assign(group, { title: name.title, isLastKnown: false });
  groups.set(id, group);
  return group;
}

function add(group: JobGroup, { health, countdown, observedAt, freshness }: ListedJob): void {
  group.count += 1;
  group.byHealth[health] = (group.byHealth[health] ?? 0) + 1;
  if (severityOf[health] > severityOf[group.health]) group.health = health;
  if (countdown !== undefined && !(countdown.disableAt >= (group.countdown?.disableAt ?? '\uffff'))) group.countdown = countdown;
  // What was never understood was never read.
  if (freshness !== 'unknown' && !(observedAt >= (group.observedAt ?? '\uffff'))) group.observedAt = observedAt;
  if (freshness === 'fresh' && !(observedAt >= (group.freshAt ?? '\uffff'))) group.freshAt = observedAt;
}
