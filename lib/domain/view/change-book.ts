import { dayInMs, isoOf, millisOf } from '../time.ts';
import { compareTexts } from './sort-jobs.ts';

/** When a change was published, and the count up to which everything had been told before. */
type Mark = readonly [stamp: string, before: number];

/** Something that changes: its key within its kind, how far it is counted, and what else tells one state of it from another. */
export interface Counted {
  /** A job: service principal and job id. An incident: its hash. An operation: its hash, service principal and job id. */
  key: readonly string[];
  /** A job: the number of its last event. An incident: which opening it is. An operation: 1. */
  count: number;
  version?: string;
}

/** The same with its changes that may still be asked for, oldest first. */
interface Tracked extends Counted {
  marks?: Mark[];
}

export const changeKinds = ['jobs', 'incidents', 'operations'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/**
 * What changed in a tenant lately, and when that was published: kept beside its pages and written with them, so that whoever mirrors the
 * fleet finds changes without looking through its rows.
 */
export interface ChangeBook extends Record<ChangeKind, Tracked[]> {
  v: 1;
  tenantId: string;
  /** The lease under which it was written: the tenant's row names the book by it. */
  owner: string;
  /** That of the newest marks, UTC ISO. */
  stamp: string;
  /** Of what was published up to then not everything is known any more; absent where nothing was dropped. */
  droppedUntil?: string;
}

export interface PublishTerms {
  tenantId: string;
  owner: string;
  /** When this is published, later than the lease was taken; milliseconds since the epoch. */
  now: number;
  /** The book that the tenant's row names: another one was never seen to be complete. */
  named: string | undefined;
  /** Whether the tenant was published before, so that what is missing here may have been told. */
  isKnown: boolean;
}

/** So long a change can be asked for. */
const keptInMs = 7 * dayInMs;
/** More changes of one thing are told together. */
const mostMarks = 16;

/**
 * The next book, or the very same where nothing changed. What the book before does not know is new; its own newest marks are stamped anew
 * if its writer died, or failed, before the tenant's row named it, for a reader may have passed their time.
 */
export function turnBook(
  before: ChangeBook | undefined,
  facts: Record<ChangeKind, readonly Counted[]>,
  { tenantId, owner, now, named, isKnown }: PublishTerms,
): ChangeBook {
  const stamp = isoOf(Math.max(now, millisOf(before?.stamp) + 1 || now));
  const terms = {
    stamp,
    restamped: before !== undefined && before.owner !== named ? before.stamp : undefined,
    isFirst: before === undefined && isKnown,
  };
  const turned = Object.fromEntries(changeKinds.map((kind) => [kind, turnKind(before?.[kind] ?? [], facts[kind], kind, terms)]));
  const kinds = turned as Record<ChangeKind, Tracked[]>;
  const isSame = before !== undefined && before.owner === named && changeKinds.every((kind) => isUnmoved(before[kind], kinds[kind]));
  if (isSame) return before;
  const oldest = isoOf(now - keptInMs);
  const dropped = [terms.isFirst ? stamp : before?.droppedUntil, ...changeKinds.map((kind) => drop(kinds[kind], oldest))];
  const droppedUntil = dropped
    .flatMap((each) => each ?? [])
    .sort(compareTexts)
    .at(-1);
  return { v: 1, tenantId, owner, stamp, ...kinds, ...(droppedUntil !== undefined && { droppedUntil }) };
}

interface TurnTerms {
  stamp: string;
  restamped: string | undefined;
  isFirst: boolean;
}

function turnKind(
  before: readonly Tracked[],
  now: readonly Counted[],
  kind: ChangeKind,
  { stamp, restamped, isFirst }: TurnTerms,
): Tracked[] {
  const known = new Map(before.map((tracked) => [keyOf(tracked), tracked]));
  const present = new Set(now.map(keyOf));
  // What is not there any more, or was not yet when the tenant was read, is told as long as any other change.
  const gone = before.filter((tracked) => tracked.marks !== undefined && !present.has(keyOf(tracked)));
  return [...now, ...gone].map(({ key, count, version }) => {
    const tracked = known.get(keyOf({ key, count }));
    const counted = { key, count, ...(version !== undefined && { version }) };
    const marks: Mark[] = (tracked?.marks ?? []).map((mark) => (mark[0] === restamped ? [stamp, mark[1]] : mark));
    const from = isFirst ? undefined : changedFrom(tracked, counted, kind);
    if (from !== undefined) marks.push([stamp, from]);
    const joined = joinMarks(marks);
    return { ...counted, ...(joined.length > 0 && { marks: joined }) };
  });
}

// The state before may have changed once more before the count moved on: of an incident its closing, which is told with the next opening.
function changedFrom(tracked: Tracked | undefined, { count, version }: Counted, kind: ChangeKind): number | undefined {
  if (tracked === undefined) return 0;
  if (tracked.count !== count) return kind === 'jobs' ? tracked.count : tracked.count - 1;
  return tracked.version === version ? undefined : count - 1;
}

// One mark a stamp, with the least count; of too many the second tells what it and the first do.
function joinMarks(marks: readonly Mark[]): Mark[] {
  const joined: Mark[] = [];
  for (const [stamp, before] of marks) {
    const last = joined.at(-1);
    if (last?.[0] === stamp) joined[joined.length - 1] = [stamp, Math.min(last[1], before)];
    else joined.push([stamp, before]);
  }
  while (joined.length > mostMarks) {
    const [first, second] = joined.splice(0, 2) as [Mark, Mark];
    joined.unshift([second[0], Math.min(first[1], second[1])]);
  }
  return joined;
}

/** Leaves out what is too old; answers the newest stamp of it. */
function drop(tracked: readonly Tracked[], oldest: string): string | undefined {
  const dropped: string[] = [];
  for (const each of tracked) {
    const kept = each.marks?.filter(([stamp]) => stamp >= oldest) ?? [];
    dropped.push(...(each.marks ?? []).filter(([stamp]) => stamp < oldest).map(([stamp]) => stamp));
    if (kept.length === 0) delete each.marks;
    else each.marks = kept;
  }
  return dropped.sort(compareTexts).at(-1);
}

function isUnmoved(before: readonly Tracked[], now: readonly Tracked[]): boolean {
  return before.length === now.length && JSON.stringify(before) === JSON.stringify(now);
}

function keyOf({ key }: Counted): string {
  return JSON.stringify(key);
}

/** One change of one thing, to be told: all of it from the count behind `after` up to `to`. */
export interface Change {
  stamp: string;
  tenantId: string;
  kind: ChangeKind;
  key: readonly string[];
  after: number;
  to: number;
}

/** What was published after `since` and up to `until`, in no order. Of an incident or an operation only how it is now, once. */
export function changesOf(book: ChangeBook, since: string, until: string): Change[] {
  return changeKinds.flatMap((kind) => book[kind].flatMap((tracked) => changesOfOne(book.tenantId, kind, tracked, { since, until })));
}

function changesOfOne(
  tenantId: string,
  kind: ChangeKind,
  { key, count, marks = [] }: Tracked,
  { since, until }: { since: string; until: string },
) {
  const changes: Change[] = [];
  for (const [at, [stamp, after]] of marks.entries()) {
    if (stamp <= since || stamp > until) continue;
    const to = kind === 'jobs' ? (marks[at + 1]?.[1] ?? count) : count;
    changes.push({ stamp, tenantId, kind, key, after, to });
  }
  const last = changes.at(-1);
  if (kind === 'jobs' || last === undefined) return changes;
  return [{ ...last, after: Math.min(...changes.map(({ after }) => after)) }];
}

/** Oldest first; no two changes share a place. */
export function compareChanges(one: ChangePlace, other: ChangePlace): number {
  return compareTexts(one.stamp, other.stamp) || compareTexts(placeText(one), placeText(other));
}

export type ChangePlace = Pick<Change, 'stamp' | 'tenantId' | 'kind' | 'key'>;

// Of a tenant first what happened to its jobs, then what that led to.
function placeText({ tenantId, kind, key }: ChangePlace): string {
  return JSON.stringify([tenantId, changeKinds.indexOf(kind), key]);
}
