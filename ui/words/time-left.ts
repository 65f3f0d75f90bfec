import { roughDuration } from './durations.ts';
import { timeText, type Zone } from './times.ts';

/** `11 days left`, `5 h left`; once that is over, `was due 26 Nov, 12:44 UTC`. */
export function timeLeft(endsAt: number, now: number, zone: Zone): string {
  return endsAt > now ? `${roughDuration(endsAt - now)} left` : `was due ${timeText(endsAt, now, zone)}`;
}
