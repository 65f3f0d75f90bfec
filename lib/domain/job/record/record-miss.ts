import { isoOf } from '../../time.ts';
import type { JobEvent } from '../event.ts';
import { nothingKnown, type Observation, type ReadingContext } from './job-reading.ts';
import type { JobRecord } from './job-record.ts';
import { withFailure } from './record-failure.ts';

/**
 * A good list without this job. Lists have been seen incomplete, so one miss only marks the job; the second in a row removes it.
 * The row stays behind with its `seq`, for the case that the job comes back.
 */
export function recordMiss(previous: JobRecord | undefined, { observedAt }: { observedAt: string }, context: ReadingContext): Observation {
  if (previous === undefined) return { reason: 'notKnown', events: [], conditions: nothingKnown };
  if (previous.removedAt !== undefined) return { reason: 'alreadyRemoved', events: [], conditions: nothingKnown };
  if (previous.readFailure?.reason === 'missing') return remove(previous, observedAt, context);
  const failure = { reason: 'missing', detail: 'The job was absent from a list that was read well.' } as const;
  return { reason: 'missing', record: withFailure(previous, { observedAt, failure }, context), events: [], conditions: nothingKnown };
}

function remove(previous: JobRecord, observedAt: string, { key, tickId, now }: ReadingContext): Observation {
  const {
    readFailingSince: _since,
    readFailure: _failure,
    marks: _marks,
    flipsOf: _flips,
    gaps: _gaps,
    failing: _failing,
    ...kept
  } = previous;
  const seq = previous.seq + 1;
  const event: JobEvent = {
    v: 1,
    ...key,
    type: 'removed',
    seq,
    at: isoOf(now),
    observedAt,
    tickId,
    changes: ['status.code'],
    from: { 'status.code': previous.snapshot.state },
    to: {},
    cause: 'poll',
  };
  const record: JobRecord = { ...kept, seq, observedAt, samples: [], flips: [], counts: {}, removedAt: isoOf(now) };
  return { reason: 'removed', record, events: [event], conditions: nothingKnown };
}
