import { dayInMs, hourInMs, isoOf, millisOf } from '../../time.ts';
import type { JobEvent } from '../event.ts';
import type { Span } from '../gap.ts';
import { spanOfEvent } from '../gap-spans.ts';
import { type FailingCount, type FailingCounts, failingCountsOf } from './failing-counts.ts';
import type { HourlySample } from './hourly-samples.ts';

/** So far back the row of a job tells hour by hour. */
const trendInMs = 2 * dayInMs;

/** Where a trend up to this moment begins unless told otherwise: at a full hour, so that within one it stays the same answer. UTC ISO. */
export function trendStart(until: number): string {
  return isoOf(Math.floor((until - trendInMs) / hourInMs) * hourInMs);
}

/** The last run of one hour. */
interface TrendPoint {
  /** Start of the hour, UTC ISO. */
  at: string;
  /** Objects that fail and are tried again. */
  escrowed: number;
  exported: number;
  /** `row`: from the readings of the last 48 hours; `event`: from a change that is kept in the history. */
  source: 'row' | 'event';
}

/** The run of failing and exported objects, oldest first. Nothing in it is interpolated. */
export interface Trend {
  value: TrendPoint[];
  gaps: Span[];
  /**
   * From this hour on every change has a point: an hour that is missing is like the one before, unless a gap covers it. Before it only the
   * points are known. Absent where no run was read.
   */
  completeFrom?: string;
  /** What failed by the log of the day before, wherever it was counted, oldest first; absent where it never was. */
  failing?: FailingCount[];
}

interface TrendFacts {
  samples: readonly HourlySample[];
  /** In any order. */
  events: readonly JobEvent[];
  gaps: readonly Span[];
  failing?: FailingCounts | undefined;
  /** Inclusive, UTC ISO. */
  from: string;
  /** Exclusive. */
  to?: string | undefined;
}

/** Puts together what the row and the history of a job tell of its runs. */
export function trendOf({ samples, events, gaps, failing, from, to }: TrendFacts): Trend {
  const completeFrom = samples[0]?.t;
  // What held at the beginning is told by the last change before it.
  const begin = samples.findLast(({ t }) => t <= from)?.t ?? from;
  const counted = failingCountsOf(failing).filter(({ at }) => at >= from && (to === undefined || at < to));
  const isAsked = ({ at }: TrendPoint) => at >= begin && (to === undefined || at < to);
  const points = [
    ...eventPoints(events).filter(({ at }) => completeFrom === undefined || at < completeFrom),
    ...samples.map(({ t, escrowed, exported }): TrendPoint => ({ at: t, escrowed, exported, source: 'row' })),
  ];
  const spans = [...gaps, ...events.flatMap((event) => spanOfEvent(event) ?? [])];
  return {
    value: points.filter(isAsked),
    gaps: oncePerTime(spans.filter((span) => (span.to ?? from) >= from && (to === undefined || span.from < to))),
    ...(completeFrom !== undefined && { completeFrom }),
    ...(counted.length > 0 && { failing: counted }),
  };
}

// The last event of an hour stands for it.
function eventPoints(events: readonly JobEvent[]): TrendPoint[] {
  const points = new Map<string, TrendPoint>();
  for (const { at, snapshot } of events.toSorted((one, other) => one.seq - other.seq)) {
    const execution = snapshot?.lastExecution;
    if (execution === undefined) continue;
    const hour = isoOf(Math.floor(millisOf(at) / hourInMs) * hourInMs);
    points.set(hour, { at: hour, escrowed: execution.countEscrowed, exported: execution.countExported, source: 'event' });
  }
  return [...points.values()];
}

function oncePerTime(spans: readonly Span[]): Span[] {
  const distinct = new Map(spans.map((span) => [`${span.from} ${span.to}`, span]));
  return [...distinct.values()].sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
}
