import type { VisibleTenants } from '../../domain/access/visible-tenants.ts';
import type { Gap, JobEvent } from '../../domain/job/event.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import type { Ports } from '../ports/ports.ts';
import { findJob } from './get-job.ts';

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

interface HistoryPage {
  value: (JobEvent | Gap)[];
  last?: HistoryPlace;
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
  visible: VisibleTenants,
): Promise<HistoryPage> {
  await findJob(deps, key, visible);
  const { from, to, type, pageSize, after } = query;
  const range = { ...(from && { from }), ...(to && { to }) };
  const [events, gaps] = await Promise.all([
    deps.state.listEvents(key, { ...range, ...(type && { type }), pageSize, ...(after && { after: after.key }) }),
    type === undefined || type === 'gap' ? deps.state.listGaps(key.tenantId, range) : [],
  ]);
  const oldest = events.value.at(-1)?.at;
  const last = events.after !== undefined && oldest !== undefined ? { key: events.after, at: oldest } : undefined;
  const shown = gaps.filter((gap) => (after === undefined || gap.to < after.at) && (last === undefined || gap.to >= last.at));
  const value = [...events.value, ...shown].sort((one, other) => (timeOf(one) < timeOf(other) ? 1 : timeOf(one) > timeOf(other) ? -1 : 0));
  return { value, ...(last && { last }) };
}

/** A gap stands where reading began again. */
function timeOf(entry: JobEvent | Gap): string {
  return isGap(entry) ? entry.to : entry.at;
}

export function isGap(entry: JobEvent | Gap): entry is Gap {
  return !('type' in entry);
}
