import { createHeartbeat } from '../adapters/heartbeat/create-heartbeat.ts';
import { watchOperations } from '../application/operate/run/watch-operations.ts';
import type { Ports } from '../application/ports/ports.ts';
import { createFleetCache } from '../application/tenant/fleet-cache.ts';
import { createBeat, type Vitals } from '../application/watch/beat.ts';
import { lateTimers } from '../application/watch/late-timers.ts';
import { pruneUnpolled } from '../application/watch/prune-unpolled.ts';
import { type WatchOptions, watchSelf } from '../application/watch/watch-self.ts';
import type { Foundation, Work } from './foundation.ts';
import { timerPeriods } from './pacing.ts';

type Options = WatchOptions & Parameters<typeof pruneUnpolled>[1];

/** What the watch over the service itself does: judges it, tells who listens outside, prunes what nobody polls, revives lost operations. */
export function composeWatch({ settings, clock, log }: Foundation, ports: Ports, options: Options): Work {
  // The watch judges by rows of its own: those that answers are made of may be two seconds old.
  const watched = { ...ports, fleetRows: createFleetCache(ports) };
  const beat = createBeat(ports, settings.HEARTBEAT_URL === undefined ? undefined : createHeartbeat(settings.HEARTBEAT_URL));
  // Nobody waits for who listens outside, so what is said of it belongs to no invocation.
  const tellOutside = (vitals: Vitals) => void log.within(console, () => beat(vitals));
  // The watch itself is running when it asks.
  const { 'watch-self': _, ...periods } = timerPeriods(settings);
  const others = { periods, awaitedSince: clock.now() };
  return async () => {
    const report = await watchSelf(watched, options).catch((error: unknown) => {
      tellOutside('unwatched');
      throw error;
    });
    if (report.reason === 'watched') {
      tellOutside({ monitor: report.monitor, late: lateTimers(report.snapshot, { ...others, now: clock.now() }) });
    }
    await pruneUnpolled(ports, options);
    return watchOperations(ports);
  };
}
