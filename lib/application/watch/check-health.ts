import { seesPartOf, type Visibility } from '../../domain/access/visibility.ts';
import { ageInMs } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import type { FleetReader, FleetSnapshot } from '../tenant/fleet-cache.ts';
import { describeMonitor } from './describe-monitor.ts';
import { judgeMonitor } from './judge-monitor.ts';
import { cardsMayWaitInMs } from './judge-self.ts';
import { type AwaitedTimers, describeLate, lateTimers } from './late-timers.ts';

interface HealthCheck {
  name: 'storage' | 'polling' | 'timers' | 'channels' | 'cards';
  ok: boolean;
  /** Whether the service cannot vouch for what it shows while this fails; another failure only degrades it. */
  critical: boolean;
  detail: string;
}

interface HealthFacts {
  pollIntervalInMs: number;
  visible: Visibility;
  /** Absent, the timers are not looked at. */
  timers?: AwaitedTimers;
}

/**
 * Whether the service can vouch for what it shows, and whether what it has to tell arrives; of the tenants that somebody may see, and of the service itself
 * for whoever sees them all.
 */
export async function checkHealth(
  deps: Pick<Ports, 'clock' | 'log'> & { fleetRows: FleetReader },
  { pollIntervalInMs, visible, timers }: HealthFacts,
): Promise<HealthCheck[]> {
  try {
    const { tenants, ...rest } = await deps.fleetRows.read();
    const snapshot = { ...rest, tenants: tenants.filter(({ tenantId }) => seesPartOf(visible, tenantId)) };
    const now = deps.clock.now();
    const monitor = judgeMonitor(snapshot, { pollIntervalInMs, now });
    return [
      { name: 'storage', ok: true, critical: true, detail: 'The fleet can be read.' },
      { name: 'polling', ok: monitor.state === 'ok', critical: monitor.state === 'blind', detail: describeMonitor(monitor) },
      ...(timers === undefined ? [] : [checkTimers({ tenants, ...rest }, timers, now)]),
      ...(visible === 'all' ? [checkChannels(snapshot), checkCards(snapshot, now)] : []),
    ];
  } catch (error) {
    deps.log.warn('The storage could not be read by a readiness probe', { error });
    return [
      { name: 'storage', ok: false, critical: true, detail: 'The fleet cannot be read.' },
      { name: 'polling', ok: false, critical: true, detail: 'Nothing is known while the storage cannot be read.' },
    ];
  }
}

/** `degraded` while something is in trouble that what is shown does not depend on. */
export function judgeReadiness(checks: readonly HealthCheck[]): 'ready' | 'degraded' | 'notReady' {
  const failed = checks.filter(({ ok }) => !ok);
  if (failed.some(({ critical }) => critical)) return 'notReady';
  return failed.length === 0 ? 'ready' : 'degraded';
}

// A timer that has stopped tells nobody, and what it should have done is not done: cards, polls, the watch over all of this.
function checkTimers(snapshot: FleetSnapshot, timers: AwaitedTimers, now: number): HealthCheck {
  const late = lateTimers(snapshot, { ...timers, now });
  const detail = late.length === 0 ? 'Every timer runs.' : `Late: ${describeLate(late)}.`;
  return { name: 'timers', ok: late.length === 0, critical: true, detail };
}

function checkChannels({ service }: FleetSnapshot): HealthCheck {
  const broken = (service?.channels ?? []).filter(({ state }) => state === 'broken').map(({ name }) => name);
  const detail = broken.length === 0 ? 'No channel is known to be broken.' : `Broken: ${broken.join(', ')}.`;
  return { name: 'channels', ok: broken.length === 0, critical: false, detail };
}

function checkCards({ tenants }: FleetSnapshot, now: number): HealthCheck {
  const waiting = tenants.filter(({ outboxPendingSince }) => ageInMs(outboxPendingSince, now) > cardsMayWaitInMs).length;
  const detail = waiting === 0 ? 'No card waits for long.' : `Cards of ${waiting} tenants wait for more than half an hour.`;
  return { name: 'cards', ok: waiting === 0, critical: false, detail };
}
