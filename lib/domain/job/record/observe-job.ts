import { type JobReading, nothingKnown, type Observation, type ReadingContext } from './job-reading.ts';
import type { JobRecord } from './job-record.ts';
import { recordFailure } from './record-failure.ts';
import { recordMiss } from './record-miss.ts';
import { recordSnapshot } from './record-snapshot.ts';

/**
 * The decision about one reading of one job. A reading not newer than what is stored is dropped; what failed is written once and changes
 * no condition; a job is called removed only when two good lists in a row do without it.
 */
export function observeJob(previous: JobRecord | undefined, reading: JobReading, context: ReadingContext): Observation {
  if (previous !== undefined && isOutOfOrder(previous, reading)) return { reason: 'outOfOrder', events: [], conditions: nothingKnown };
  switch (reading.kind) {
    case 'snapshot':
      return recordSnapshot(previous, reading, context);
    case 'missing':
      return recordMiss(previous, reading, context);
    case 'malformed':
      return recordFailure(previous, { observedAt: reading.observedAt, failure: { reason: 'malformed', detail: reading.detail } }, context);
    case 'failed':
      return recordFailure(previous, reading, context);
  }
}

function isOutOfOrder(previous: JobRecord, { observedAt }: JobReading): boolean {
  const { readFailingSince } = previous;
  // Our own times are UTC ISO texts of one form, which sort like the times they name.
  return observedAt <= previous.observedAt || (readFailingSince !== undefined && observedAt <= readFailingSince);
}
