import type * as z from 'zod';
import type { HistoryEntry as FoundEntry } from '../../../application/show/jobs/get-history.ts';
import type { JobEvent } from '../../../domain/job/event.ts';
import { spanOfEvent, spanOfGap } from '../../../domain/job/gap-spans.ts';
import { defined } from '../../../domain/optional.ts';
import type { HistoryEntry } from '../../schemas/job/history-entry.ts';

/** What happened to a job, or a time for which nothing is known, as the API shows it. */
export function historyEntry(entry: FoundEntry): z.input<typeof HistoryEntry> {
  if (entry.kind === 'gap') {
    return { type: 'gap', at: entry.at, cause: 'poll', changes: [], gap: spanOfGap(entry.gap) };
  }
  return eventDocument(entry.event);
}

/** An event as the API shows it. */
export function eventDocument(event: JobEvent): z.input<typeof HistoryEntry> {
  const { type, at, seq, observedAt, cause, changes, from, to, incidentId, operationId } = event;
  return {
    type,
    at,
    seq,
    observedAt,
    cause,
    changes,
    ...defined({ from, to, gap: spanOfEvent(event), incidentId, operationId }),
  };
}
