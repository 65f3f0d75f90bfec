import { dayInMs, millisOf } from '../time.ts';
import type { Incident } from './incident.ts';

/** Days before the service switches a quarantined job off, at which it is told whatever was acknowledged or snoozed. */
const thresholdsInDays = [14, 7, 3, 1] as const;

/**
 * The days of the nearest threshold that was reached and not told yet, so that whoever comes late hears only what still holds. Undefined
 * when there is none, and when the date has passed: there is nothing left to warn of.
 */
export function dueDeadline({ deadlineTold }: Incident, disableAt: string | undefined, now: number): number | undefined {
  const leftInMs = millisOf(disableAt) - now;
  if (!(leftInMs > 0)) return undefined;
  const nearest = thresholdsInDays.findLast((days) => leftInMs <= days * dayInMs);
  const isTold = isSameDate(deadlineTold?.disableAt, disableAt) && deadlineTold !== undefined && deadlineTold.days <= (nearest ?? 0);
  return isTold ? undefined : nearest;
}

// A series that began anew has a date of its own, weeks later; the same date may come back in other milliseconds.
function isSameDate(one: string | undefined, other: string | undefined): boolean {
  return Math.abs(millisOf(one) - millisOf(other)) < dayInMs;
}
