import { freshForInMs } from '../../domain/job/health/freshness.ts';
import type { FleetRow, WatchedRow } from '../../domain/tenant/tenant.ts';
import { lastTickOf } from '../../domain/tenant/tenant.ts';
import { millisOf } from '../../domain/time.ts';
import type { FleetSnapshot } from '../tenant/fleet-cache.ts';

export type MonitorState = 'ok' | 'degraded' | 'blind';

export interface MonitorJudgement {
  state: MonitorState;
  reason: string;
  /** UTC ISO. */
  lastTick?: string;
}

/** Whether polling itself still happens, judged by the age of the ticks. With nothing to watch nothing can be missed. */
export function judgeMonitor({ tenants, service }: FleetSnapshot, facts: { pollIntervalInMs: number; now: number }): MonitorJudgement {
  const ticks = [service, ...tenants].map(lastTickOf).filter((tick) => !Number.isNaN(tick));
  const last = ticks.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
  const lastTick = ticks.length > 0 ? { lastTick: new Date(last).toISOString() } : {};
  const limit = facts.now - freshForInMs(facts.pollIntervalInMs);
  const late = tenants.filter((row) => awaitedSince(row) < limit);
  if (lastTickOrSince(service, service?.createdAt) < limit || (tenants.length > 0 && late.length === tenants.length)) {
    return { state: 'blind', reason: 'No tick has been planned for longer than two intervals and a minute.', ...lastTick };
  }
  if (late.length > 0) return { state: 'degraded', reason: `${late.length} of ${tenants.length} tenants missed their ticks.`, ...lastTick };
  return { state: 'ok', reason: tenants.length === 0 ? 'No tenant is watched.' : 'Every tenant takes part in the ticks.', ...lastTick };
}

// Whoever never had a tick waits for one since the time it was first known.
function lastTickOrSince(row: FleetRow | undefined, knownSince: string | undefined): number {
  const tick = lastTickOf(row);
  return Number.isNaN(tick) ? millisOf(knownSince) : tick;
}

// A tenant that has to be left alone is not late; a new one has as long as any other.
function awaitedSince(row: WatchedRow): number {
  const known = lastTickOrSince(row, row.registration.addedAt);
  const notBefore = millisOf(row.notBefore);
  return Number.isNaN(notBefore) ? known : Math.max(known, notBefore);
}
