import { defined } from '../../optional.ts';
import { isoOf } from '../../time.ts';
import type { JobEvent } from '../event.ts';
import { assessHealth } from '../health/assess-health.ts';
import { nothingKnown, type Observation, type ReadingContext, unreadSnapshot } from './job-reading.ts';
import type { JobRecord } from './job-record.ts';

interface FailedReading {
  observedAt: string;
  failure: NonNullable<JobRecord['readFailure']>;
}

/**
 * A reading that gave nothing: the last good snapshot stays, and why it cannot be renewed is written once. A malformed job
 * that was never read gets a row as well, because it exists.
 */
export function recordFailure(previous: JobRecord | undefined, reading: FailedReading, context: ReadingContext): Observation {
  const isKnown = previous !== undefined && previous.removedAt === undefined;
  if (!isKnown) return reading.failure.reason === 'malformed' ? appearUnread(previous, reading, context) : nothing('notKnown');
  if (isSameFailure(previous, reading)) return nothing('alreadyFailing');
  return { reason: 'readFailing', record: withFailure(previous, reading, context), events: [], conditions: nothingKnown };
}

/** The record with this failure in it, judged anew. `readFailingSince` keeps the first failure's time. */
export function withFailure(previous: JobRecord, { observedAt, failure }: FailedReading, context: ReadingContext): JobRecord {
  const failing = { ...previous, readFailingSince: previous.readFailingSince ?? observedAt, readFailure: failure };
  const { now, postedAt } = context;
  const assessment = assessHealth({ ...failing, ...defined({ postedAt }), now });
  return { ...failing, ...assessment, since: assessment.health === previous.health ? previous.since : observedAt };
}

function appearUnread(previous: JobRecord | undefined, { observedAt, failure }: FailedReading, context: ReadingContext): Observation {
  const { key, displayName, tickId, now } = context;
  const snapshot = unreadSnapshot(key.jobId);
  const facts = { snapshot, samples: [], readFailingSince: observedAt, readFailure: failure };
  const seq = (previous?.seq ?? 0) + 1;
  const event: JobEvent = {
    v: 1,
    ...key,
    type: 'appeared',
    seq,
    at: isoOf(now),
    observedAt,
    tickId,
    changes: ['status.code'],
    from: {},
    to: { 'status.code': snapshot.state },
    cause: 'poll',
  };
  const record: JobRecord = {
    v: 1,
    ...key,
    displayName,
    seq,
    observedAt,
    ...facts,
    ...assessHealth({ ...facts, now }),
    since: observedAt,
    flips: [],
    counts: {},
  };
  return { reason: 'material', record, events: [event], conditions: nothingKnown };
}

function isSameFailure({ readFailingSince, readFailure }: JobRecord, { failure }: FailedReading): boolean {
  return readFailingSince !== undefined && readFailure?.reason === failure.reason && readFailure.code === failure.code;
}

function nothing(reason: Observation['reason']): Observation {
  return { reason, events: [], conditions: nothingKnown };
}
