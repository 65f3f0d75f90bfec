import { meansTheSame } from '../../canonical-text.ts';
import { type JobCondition, jobConditions } from '../../condition.ts';
import { type ConditionCounts, countSighting, isConditionOpen, verdictOf } from '../../condition-count.ts';
import { defined } from '../../optional.ts';
import { dayInMs, isoOf, millisOf } from '../../time.ts';
import type { JobEvent } from '../event.ts';
import type { Span } from '../gap.ts';
import { type AssessmentFacts, assessHealth } from '../health/assess-health.ts';
import { keepFailingCounts } from '../health/failing-counts.ts';
import type { Assessment } from '../health/health.ts';
import { addHourlySample } from '../health/hourly-samples.ts';
import { sightJobCondition } from '../health/job-conditions.ts';
import { isQuarantined } from '../job-facts.ts';
import type { JobMarks } from '../job-marks.ts';
import { keepRuns, knownRuns, type Run } from '../known-runs.ts';
import { compareSnapshots, type Difference } from './difference.ts';
import { type JobReading, nothingKnown, type Observation, type ReadingContext } from './job-reading.ts';
import type { JobRecord } from './job-record.ts';
import { markReading } from './mark-reading.ts';

type SnapshotReading = Extract<JobReading, { kind: 'snapshot' }>;

/** A good reading: compares, counts the conditions, assesses, and writes only what is new. A removed job starts anew and continues its `seq`. */
export function recordSnapshot(
  previous: JobRecord | undefined,
  { snapshot, observedAt }: SnapshotReading,
  context: ReadingContext,
): Observation {
  const known = previous?.removedAt === undefined ? previous : undefined;
  const difference = compareSnapshots(known?.snapshot, snapshot);
  const before = known?.samples ?? [];
  const samples = difference.kind === 'none' ? before : addHourlySample(before, snapshot.lastExecution, context.now);
  const { now, postedAt } = context;
  const marks = markReading(known && { ...known, ...defined({ marks: known.marks ?? context.recalled }) }, snapshot, observedAt);
  const facts = { snapshot, samples, ...defined({ marks, postedAt }) };
  const { counts, conditions } = countConditions(known?.counts ?? {}, facts, now);
  const assessment = assessHealth({ ...facts, counts, now });
  const events = [
    ...gapEvent(known, observedAt, context),
    ...changeEvent(withConditions(difference, known?.counts ?? {}, counts), context, observedAt, snapshot),
  ].map((event, index) => ({ ...event, seq: (previous?.seq ?? 0) + index + 1 }));
  if (known !== undefined && events.length === 0 && difference.kind === 'none' && isSame(known, { counts, assessment, marks }, context)) {
    return { reason: 'unchanged', events, conditions };
  }
  const record: JobRecord = {
    v: 1,
    ...context.key,
    displayName: context.displayName,
    snapshot,
    seq: (previous?.seq ?? 0) + events.length,
    observedAt,
    ...assessment,
    since: sinceOf(known, assessment, snapshot, observedAt),
    samples,
    flips: addFlips(known, { snapshot, counts }, observedAt, context.now),
    counts,
    ...defined({ failing: keepFailingCounts(known?.failing, now), earlierRuns: earlierRuns(previous, now) }),
    ...defined({ marks, flipsOf: addFlipsOf(known, counts, observedAt, context.now), gaps: addGap(known, observedAt, context) }),
  };
  return { reason: events.length > 0 ? 'material' : 'observation', record, events, conditions };
}

// Never a reason to write: what is kept is told by rows that are written anyway.
function earlierRuns(previous: JobRecord | undefined, now: number): Run[] | undefined {
  return previous && keepRuns([...(previous.earlierRuns ?? []), ...knownRuns([previous.snapshot])], now);
}

function countConditions(before: ConditionCounts, facts: Omit<AssessmentFacts, 'now'>, now: number) {
  const counts: ConditionCounts = {};
  const conditions = { ...nothingKnown };
  for (const condition of jobConditions) {
    const sighting = sightJobCondition(condition, { ...facts, counts: before }, now);
    const count = countSighting(condition, before[condition], sighting);
    if (count !== undefined) counts[condition] = count;
    conditions[condition] = verdictOf(condition, count, sighting);
  }
  return { counts, conditions };
}

// A condition that opens or closes is a material change, alone or together with what caused it.
function withConditions(difference: Difference, before: ConditionCounts, after: ConditionCounts): Difference {
  const turned = jobConditions.filter(
    (condition) => isConditionOpen(condition, before[condition]) !== isConditionOpen(condition, after[condition]),
  );
  if (turned.length === 0) return difference;
  const base =
    difference.kind === 'material' ? difference : ({ kind: 'material', type: 'conditionChanged', changes: [], from: {}, to: {} } as const);
  return {
    ...base,
    changes: [...base.changes, ...turned.map(nameOf)],
    from: { ...base.from, ...wordsOf(turned, before) },
    to: { ...base.to, ...wordsOf(turned, after) },
  };
}

function nameOf(condition: JobCondition): string {
  return `condition.${condition}`;
}

function wordsOf(conditions: readonly JobCondition[], counts: ConditionCounts): Record<string, unknown> {
  return Object.fromEntries(
    conditions.map((condition) => [nameOf(condition), isConditionOpen(condition, counts[condition]) ? 'open' : 'clear']),
  );
}

function changeEvent(
  difference: Difference,
  context: ReadingContext,
  observedAt: string,
  snapshot: JobRecord['snapshot'],
): Omit<JobEvent, 'seq'>[] {
  if (difference.kind !== 'material') return [];
  const { kind: _, ...change } = difference;
  return [{ v: 1, ...context.key, ...change, at: isoOf(context.now), observedAt, tickId: context.tickId, snapshot, cause: 'poll' }];
}

function gapEvent(known: JobRecord | undefined, observedAt: string, context: ReadingContext): Omit<JobEvent, 'seq'>[] {
  const gap = endedGap(known, observedAt, context);
  if (gap === undefined) return [];
  const { from: at, to, ...why } = gap;
  const span = { from: { at, ...why }, to: { at: to } };
  return [
    { v: 1, ...context.key, type: 'gap', changes: [], ...span, at: isoOf(context.now), observedAt, tickId: context.tickId, cause: 'poll' },
  ];
}

function endedGap(known: JobRecord | undefined, observedAt: string, { pollIntervalInMs }: ReadingContext): Span | undefined {
  const since = known?.readFailingSince;
  if (since === undefined || !(millisOf(observedAt) - millisOf(since) > 2 * pollIntervalInMs)) return undefined;
  return { from: since, to: observedAt, ...defined({ reason: known?.readFailure?.reason, code: known?.readFailure?.code }) };
}

const gapsKept = 20;

// The trend of the last two days is told by the row alone, and so are the times without a reading in it.
function addGap(known: JobRecord | undefined, observedAt: string, context: ReadingContext): Span[] | undefined {
  const ended = endedGap(known, observedAt, context);
  const gaps = [...(known?.gaps ?? []), ...(ended === undefined ? [] : [ended])];
  const recent = gaps.filter(({ to }) => context.now - millisOf(to) < 2 * dayInMs).slice(-gapsKept);
  return recent.length === 0 ? undefined : recent;
}

interface Found {
  counts: ConditionCounts;
  assessment: Assessment;
  marks: JobMarks | undefined;
}

function isSame(known: JobRecord, found: Found, { displayName }: ReadingContext): boolean {
  const wasRead = known.readFailingSince === undefined && known.readFailure === undefined;
  const { health, reasons, counts, marks } = known;
  const before = { health, reasons, counts, displayName: known.displayName, marks };
  return wasRead && meansTheSame(before, { ...found.assessment, counts: found.counts, displayName, marks: found.marks });
}

function sinceOf(known: JobRecord | undefined, { health }: Assessment, snapshot: JobRecord['snapshot'], observedAt: string): string {
  const { seriesBegan } = snapshot.quarantine ?? {};
  if (isQuarantined(snapshot) && seriesBegan !== undefined && millisOf(seriesBegan) <= millisOf(observedAt)) return seriesBegan;
  const lasts = known?.health === health && known.snapshot.state === snapshot.state;
  return lasts ? known.since : observedAt;
}

// Another start of the series means that the quarantine ended and came back between two readings: two flips that nobody saw.
function addFlips(known: JobRecord | undefined, next: Pick<JobRecord, 'snapshot' | 'counts'>, observedAt: string, now: number): string[] {
  const recent = ofLastDay(known?.flips, now);
  const wasOpen = isConditionOpen('quarantine', known?.counts.quarantine);
  const isOpen = isConditionOpen('quarantine', next.counts.quarantine);
  if (wasOpen !== isOpen) return [...recent, observedAt];
  const series = [known?.snapshot.quarantine?.seriesBegan, next.snapshot.quarantine?.seriesBegan];
  const restarted = isOpen && !series.includes(undefined) && series[0] !== series[1];
  return restarted ? [...recent, observedAt, observedAt] : recent;
}

const flipsKept = 20;

function addFlipsOf(known: JobRecord | undefined, counts: ConditionCounts, observedAt: string, now: number): JobRecord['flipsOf'] {
  const flipsOf = jobConditions.flatMap((condition) => {
    const hasTurned = isConditionOpen(condition, known?.counts[condition]) !== isConditionOpen(condition, counts[condition]);
    const flips = [...ofLastDay(known?.flipsOf?.[condition], now), ...(hasTurned ? [observedAt] : [])];
    return condition === 'quarantine' || flips.length === 0 ? [] : [[condition, flips.slice(-flipsKept)] as const];
  });
  return flipsOf.length === 0 ? undefined : Object.fromEntries(flipsOf);
}

function ofLastDay(flips: readonly string[] | undefined, now: number): string[] {
  return (flips ?? []).filter((at) => now - millisOf(at) < dayInMs);
}
