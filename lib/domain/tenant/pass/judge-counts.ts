import { judgeFreshness, lastReadAt } from '../../job/health/freshness.ts';
import { type Freshness, type Health, severityOf } from '../../job/health/health.ts';
import type { FleetRow, TenantCounts } from '../tenant.ts';

type ByHealth = TenantCounts['byHealth'];

/** The counts of a tenant as they must be shown now: each job is judged by the age of its reading, exactly as it is in a list. */
export function judgeCounts(
  { ownReadings = [], ...counts }: TenantCounts,
  row: Pick<FleetRow, 'lastCompletedAt' | 'completedUntil'>,
  facts: { pollIntervalInMs: number; now: number },
): TenantCounts {
  const byHealth: ByHealth = {};
  const vouchedFor: ByHealth = { ...counts.byHealth };
  for (const { readAt, byHealth: read } of ownReadings) {
    addJudged(byHealth, read, judgeFreshness({ lastReadAt: lastReadAt({ observedAt: readAt }, row), ...facts }));
    for (const [health, count] of entriesOf(read)) vouchedFor[health] = (vouchedFor[health] ?? 0) - count;
  }
  addJudged(byHealth, vouchedFor, judgeFreshness({ lastReadAt: row.lastCompletedAt, ...facts }));
  return { ...counts, byHealth };
}

// The same judgement as for a single job: what is better than unknown becomes unknown, what is critical stays.
function addJudged(sum: ByHealth, part: ByHealth, freshness: Freshness): void {
  for (const [health, count] of entriesOf(part)) {
    const shown = freshness === 'fresh' || severityOf[health] > severityOf.unknown ? health : 'unknown';
    if (count > 0) sum[shown] = (sum[shown] ?? 0) + count;
  }
}

function entriesOf(byHealth: ByHealth): [Health, number][] {
  return Object.entries(byHealth) as [Health, number][];
}
