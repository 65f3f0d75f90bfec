import type { Visibility } from '../../../domain/access/visibility.ts';
import type { JobEvent } from '../../../domain/job/event.ts';
import { judgeFreshness, lastReadAt } from '../../../domain/job/health/freshness.ts';
import { type Trend, trendOf, trendStart } from '../../../domain/job/health/trend.ts';
import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import { defined } from '../../../domain/optional.ts';
import { millisOf } from '../../../domain/time.ts';
import type { Ports } from '../../ports/ports.ts';
import { findJob } from '../../tenant/visible/find-job.ts';
import { presentGap, tenantGaps } from './unread-times.ts';

interface TrendQuery {
  /** Inclusive, UTC ISO; absent, the hour 48 hours before `to`. */
  from?: string | undefined;
  /** Exclusive; absent, now. */
  to?: string | undefined;
  pollIntervalInMs: number;
}

/** The trend from `from` on. */
export interface ShownTrend extends Trend {
  /** As asked for, or later where more events lie in between than are read at once. */
  from: string;
  /** When the job was last read well. */
  observedAt?: string;
}

/**
 * How many objects of a job failed and were exported: hour by hour as far back as its row tells, before that where a kept event does.
 * @throws NotFoundError when the job never was there or is not visible.
 */
export async function getTrend(
  deps: Pick<Ports, 'state' | 'fleet' | 'clock'>,
  key: JobKey,
  { pollIntervalInMs, ...query }: TrendQuery,
  visible: Visibility,
): Promise<ShownTrend> {
  const { record, row } = await findJob(deps, key, visible);
  const now = deps.clock.now();
  const { to } = query;
  const asked = query.from ?? trendStart(to === undefined ? now : millisOf(to));
  const readAt = lastReadAt(record, row);
  const freshness = judgeFreshness({ lastReadAt: readAt, pollIntervalInMs, now });
  const isTold = record.samples[0] !== undefined && record.samples[0].t <= asked;
  const { events, from } = isTold ? { events: [], from: asked } : await readEvents(deps, key, asked);
  const gaps = [...(await tenantGaps(deps, key.tenantId, { from, to })), ...(record.gaps ?? []), ...presentGap(record, row, freshness)];
  return {
    from,
    ...trendOf({ samples: record.samples, failing: record.failing, events, gaps, from, to }),
    ...defined({ observedAt: readAt }),
  };
}

const pageSize = 500;
const mostPages = 10;

/** The events from `from` on, and from when on they are all there. */
async function readEvents({ state }: Pick<Ports, 'state'>, key: JobKey, from: string): Promise<{ events: JobEvent[]; from: string }> {
  const events: JobEvent[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const read = await state.listEvents(key, { pageSize, ...defined({ after }) });
    events.push(...read.value);
    after = read.after;
    if (after === undefined || (events.at(-1)?.at ?? '') < from) return { events, from };
  }
  return { events, from: events.at(-1)?.at ?? from };
}
