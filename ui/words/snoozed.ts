import { timeText, type Zone } from './times.ts';

/** Until when nothing is told of an incident; undefined once that is over. */
export function snoozedText(until: string | undefined, now: number, zone: Zone): string | undefined {
  return until !== undefined && Date.parse(until) > now ? `snoozed until ${timeText(until, now, zone)}` : undefined;
}
