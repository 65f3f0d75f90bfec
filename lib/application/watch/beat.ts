import { minuteInMs } from '../../domain/time.ts';
import type { Heartbeat } from '../ports/heartbeat.ts';
import type { Ports } from '../ports/ports.ts';
import type { MonitorState } from './judge-monitor.ts';
import { describeLate, type LateTimer } from './late-timers.ts';

/** What the watch found; `unwatched` where it could not even look. */
export type Vitals = { monitor: MonitorState; late: readonly LateTimer[] } | 'unwatched';

/** Tells whoever listens outside, once a minute at most, whether this service can be relied on. */
export function createBeat(
  { clock, log }: Pick<Ports, 'clock' | 'log'>,
  heartbeat: Heartbeat | undefined,
): (vitals: Vitals) => Promise<void> {
  let lastMinute: number | undefined;
  return async (vitals) => {
    // By the minutes of the clock: two runs of a timer are not a minute apart to the millisecond.
    const minute = Math.floor(clock.now() / minuteInMs);
    if (heartbeat === undefined || minute === lastMinute) return;
    lastMinute = minute;
    const trouble = troubleOf(vitals);
    const isHeard = await heartbeat.beat(trouble === undefined ? 'success' : 'fail', trouble ?? 'ok');
    if (!isHeard) log.warn('The heartbeat was not taken');
  };
}

function troubleOf(vitals: Vitals): string | undefined {
  if (vitals === 'unwatched') return 'The service could not look at itself.';
  const parts = [
    ...(vitals.monitor === 'blind' ? ['The monitor is blind.'] : []),
    ...(vitals.late.length > 0 ? [`Late: ${describeLate(vitals.late)}.`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}
