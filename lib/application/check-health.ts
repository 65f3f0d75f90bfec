import type { FleetReader } from './fleet-cache.ts';
import { judgeMonitor } from './judge-monitor.ts';
import type { Ports } from './ports.ts';

export interface HealthCheck {
  name: 'storage' | 'polling';
  ok: boolean;
  detail: string;
}

/** Whether the service can vouch for what it shows: its storage answers and its timer runs. */
export async function checkHealth(
  deps: Pick<Ports, 'clock' | 'log'> & { fleetRows: FleetReader },
  { pollIntervalInMs }: { pollIntervalInMs: number },
): Promise<HealthCheck[]> {
  try {
    const snapshot = await deps.fleetRows.read();
    const { state, reason } = judgeMonitor(snapshot, { pollIntervalInMs, now: deps.clock.now() });
    return [
      { name: 'storage', ok: true, detail: 'The fleet can be read.' },
      { name: 'polling', ok: state !== 'blind', detail: reason },
    ];
  } catch (error) {
    deps.log.warn('The storage could not be read by a readiness probe', { error });
    return [
      { name: 'storage', ok: false, detail: 'The fleet cannot be read.' },
      { name: 'polling', ok: false, detail: 'Nothing is known while the storage cannot be read.' },
    ];
  }
}
