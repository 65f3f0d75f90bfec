import { lastTickOf } from '../../domain/tenant/tenant.ts';
import { ageInMs, isoOf, millisOf, minuteInMs } from '../../domain/time.ts';
import type { FleetSnapshot } from '../tenant/fleet-cache.ts';

/** How often each timer fires, in milliseconds. */
export interface TimerPeriods {
  'plan-polls': number;
  'dispatch-notifications': number;
  'watch-self': number;
}

export interface LateTimer {
  name: keyof TimerPeriods;
  /** When it was last seen to run, UTC ISO; of one that never was, since when it has been awaited. */
  since: string;
}

export interface AwaitedTimers {
  periods: Partial<TimerPeriods>;
  /** From when one that left no trace yet is awaited: whoever judges cannot have missed it for longer. */
  awaitedSince: number;
}

/**
 * The timers that should have fired twice and did not. Each may stop alone while the others go on:
 * https://github.com/Azure/azure-functions-host/issues/11828
 */
export function lateTimers(
  { tenants, service }: FleetSnapshot,
  { periods, awaitedSince, now }: AwaitedTimers & { now: number },
): LateTimer[] {
  const ticks = [service, ...tenants].map(lastTickOf).filter((tick) => !Number.isNaN(tick));
  const seen: Record<keyof TimerPeriods, number> = {
    'plan-polls': Math.max(...ticks),
    'dispatch-notifications': millisOf(service?.dispatchedAt),
    'watch-self': millisOf(service?.monitorJudgedAt),
  };
  return (Object.entries(periods) as [keyof TimerPeriods, number][]).flatMap(([name, periodInMs]) => {
    const since = isoOf(Number.isFinite(seen[name]) ? seen[name] : awaitedSince);
    return ageInMs(since, now) > lateAfterInMs(periodInMs) ? [{ name, since }] : [];
  });
}

// A tick is known by the beginning of its interval, and a run is noted once a minute at most.
function lateAfterInMs(periodInMs: number): number {
  return 2 * Math.max(periodInMs, minuteInMs) + minuteInMs;
}

export function describeLate(late: readonly LateTimer[]): string {
  return late.map(({ name, since }) => `${name} (last seen ${since})`).join(', ');
}
