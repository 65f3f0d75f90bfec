import { judgeFreshness } from '../../job/health/freshness.ts';
import type { Freshness } from '../../job/health/health.ts';
import { judgeCounts } from '../pass/judge-counts.ts';
import { type FleetRow, type TenantCounts, tenantNameOf, type UnreadableReason, type WatchedRow } from '../tenant.ts';

/** What keeps us from vouching for a tenant's jobs. */
export interface Unreadable {
  reason: UnreadableReason;
  /** As Graph or the token authority named it. */
  code?: string;
  since?: string;
  detail?: string;
}

export interface TenantDescription {
  tenantId: string;
  /** Missing while nobody has named the tenant. */
  displayName?: string;
  row: WatchedRow;
  /** Start of the last pass that covered everything. */
  observedAt?: string;
  freshness: Freshness;
  unreadable?: Unreadable;
  /** Counts as they must be shown now: a job whose reading is not fresh is not called healthy. */
  counts: TenantCounts;
  /** Only a part of the tenant is visible, and nothing else is counted. */
  partial?: true;
}

const noCounts: TenantCounts = { jobs: 0, byState: {}, byHealth: {}, incidents: {} };

/** A watched tenant, judged at a moment from its fleet row alone. */
export function describeTenant(row: WatchedRow, facts: { pollIntervalInMs: number; now: number }): TenantDescription {
  const observedAt = row.lastCompletedAt;
  const freshness = judgeFreshness({ lastReadAt: observedAt, ...facts });
  const displayName = tenantNameOf(row);
  const unreadable = unreadableOf(row);
  return {
    tenantId: row.tenantId,
    row,
    ...(displayName !== row.tenantId && { displayName }),
    freshness,
    counts: judgeCounts(row.counts ?? noCounts, row, facts),
    ...(observedAt && { observedAt }),
    ...(unreadable && { unreadable }),
  };
}

/** What keeps us from vouching for the jobs of a tenant, by its row. */
export function unreadableOf(row: FleetRow): Unreadable | undefined {
  if (row.unreadableReason !== undefined) {
    return {
      reason: row.unreadableReason,
      ...(row.unreadableCode && { code: row.unreadableCode }),
      ...(row.unreadableSince && { since: row.unreadableSince }),
      ...(row.lastError && { detail: row.lastError }),
    };
  }
  return row.lastCompletedAt === undefined ? { reason: 'notYetRead', ...(row.lastError && { detail: row.lastError }) } : undefined;
}
