import type { JobEvent } from '../event.ts';
import type { JobMarks } from '../job-marks.ts';
import type { JobRecord } from './job-record.ts';
import { markReading } from './mark-reading.ts';

/** Whether only its events can tell why a job is switched off: its row is older than marks, and Graph shows no quarantine any more. */
export function needsRecall({ marks, removedAt, snapshot }: JobRecord): boolean {
  const mayHaveBeenDisabled = snapshot.schedule.state === 'Disabled' && ['Active', 'Paused'].includes(snapshot.state);
  return mayHaveBeenDisabled && marks === undefined && removedAt === undefined;
}

/** The marks that the events of a job, newest first, would have left one after the other. */
export function recallMarks(events: readonly JobEvent[]): JobMarks {
  let before: Pick<JobRecord, 'snapshot' | 'counts' | 'marks'> | undefined;
  for (const { snapshot, observedAt } of events.toReversed()) {
    if (snapshot === undefined) continue;
    const marks = markReading(before, snapshot, observedAt);
    before = { snapshot, counts: {}, ...(marks && { marks }) };
  }
  return before?.marks ?? {};
}
