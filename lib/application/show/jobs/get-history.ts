import type { Visibility } from '../../../domain/access/visibility.ts';
import type { Gap, JobEvent } from '../../../domain/job/event.ts';
import { lastReadAt } from '../../../domain/job/health/freshness.ts';
import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import { defined } from '../../../domain/optional.ts';
import type { Ports } from '../../ports/ports.ts';
import { findJob } from '../../tenant/visible/find-job.ts';

interface HistoryQuery {
  /** Inclusive, UTC ISO. */
  from?: string | undefined;
  /** Exclusive, UTC ISO. */
  to?: string | undefined;
  type?: string | undefined;
  pageSize: number;
  after?: HistoryPlace | undefined;
}

/** Where a page of history ended: the store's key, and the time down to which gaps were shown. */
interface HistoryPlace {
  key: string;
  at: string;
}

/** What happened to a job, or a time in which its tenant was not read. */
export type HistoryEntry = { kind: 'event'; at: string; event: JobEvent } | { kind: 'gap'; at: string; gap: Gap };

interface HistoryPage {
  value: HistoryEntry[];
  last?: HistoryPlace;
  /** When the job was last read well. */
  observedAt?: string;
  /** When it was first seen; absent where that is longer ago than what is kept. */
  watchedSince?: string;
}

/**
 * Events of one job, newest first. A time in which its whole tenant was not read is an entry of its own; such entries come in addition
 * to `pageSize`.
 * @throws NotFoundError when the job never was there or its tenant is not visible.
 */
export async function getHistory(
  deps: Pick<Ports, 'state' | 'fleet'>,
  key: JobKey,
  query: HistoryQuery,
  visible: Visibility,
): Promise<HistoryPage> {
  const { record, row } = await findJob(deps, key, visible);
  const { from, to, type, pageSize, after } = query;
  const range = defined({ from, to });
  const [events, gaps, first] = await Promise.all([
    deps.state.listEvents(key, { ...range, ...defined({ type }), pageSize, ...(after && { after: after.key }) }),
    type === undefined || type === 'gap' ? deps.state.listGaps(key.tenantId, range) : [],
    deps.state.getFirstEvent(key),
  ]);
  const oldest = events.value.at(-1)?.at;
  const last = events.after !== undefined && oldest !== undefined ? { key: events.after, at: oldest } : undefined;
  const shown = gaps.filter((gap) => (after === undefined || gap.to < after.at) && (last === undefined || gap.to >= last.at));
  const value = [...events.value.map(eventEntry), ...shown.map(gapEntry)].sort(latestFirst);
  return { value, ...defined({ last, observedAt: lastReadAt(record, row), watchedSince: first?.at }) };
}

function eventEntry(event: JobEvent): HistoryEntry {
  return { kind: 'event', at: event.at, event };
}

// A gap stands where reading began again.
function gapEntry(gap: Gap): HistoryEntry {
  return { kind: 'gap', at: gap.to, gap };
}

function latestFirst(one: HistoryEntry, other: HistoryEntry): number {
  return one.at < other.at ? 1 : one.at > other.at ? -1 : 0;
}
