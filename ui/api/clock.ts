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

/** Learns the service's time from the `Date` of an answer. */
export function learnTime(date: string | null, sentAt: number): void {
  const told = Date.parse(date ?? '');
  if (Number.isNaN(told)) return;
  aheadInMs = aheadAfter(aheadInMs, { told, sentAt, heardAt: Date.now() });
  tick();
}

/**
 * How far the other clock is ahead, after an answer: it told a whole second that had begun since the request was sent and before the answer
 * came. What fits is kept, however long that took.
 */
export function aheadAfter(known: number, { told, sentAt, heardAt }: { told: number; sentAt: number; heardAt: number }): number {
  return Math.max(told - heardAt, Math.min(known, told + 1_000 - sentAt));
}

function tick(): void {
  now.value = Date.now() + aheadInMs;
  minute.value = floorToMinute(now.value);
}

function floorToMinute(millis: number): number {
  return Math.floor(millis / 60_000) * 60_000;
}
