import { signal } from '@preact/signals';

// How far the service's clock is ahead of this machine's: ages are told by the service's.
let aheadInMs = 0;

/** Milliseconds since the epoch by the service's clock; moves every second while somebody looks. */
export const now = signal(Date.now());
/** The same once a minute, for what would be drawn anew for nothing. */
export const minute = signal(floorToMinute(now.value));

export function startClock(): void {
  setInterval(() => document.visibilityState === 'visible' && tick(), 1_000);
  document.addEventListener('visibilitychange', tick);
}

/** Learns the service's time from the `Date` of an answer, which tells whole seconds. */
export function learnTime(date: string | null): void {
  const told = Date.parse(date ?? '');
  if (Number.isNaN(told)) return;
  const ahead = told - Date.now();
  // Within what a whole second and the way here explain, nothing has to be corrected.
  if (Math.abs(ahead - aheadInMs) > 2_000) aheadInMs = ahead;
  tick();
}

function tick(): void {
  now.value = Date.now() + aheadInMs;
  minute.value = floorToMinute(now.value);
}

function floorToMinute(millis: number): number {
  return Math.floor(millis / 60_000) * 60_000;
}
