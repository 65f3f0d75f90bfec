import { dayInMs, hourInMs, millisOf, minuteInMs } from '../time.ts';

/** A length of time as people say it: its two largest units. */
export function durationText(inMs: number): string {
  const minutes = Math.max(0, Math.floor(inMs / minuteInMs));
  if (minutes < 1) return 'less than a minute';
  if (inMs < hourInMs) return `${minutes} min`;
  if (inMs < dayInMs) return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  return joined(Math.floor(inMs / dayInMs), inMs < 2 * dayInMs ? 'day' : 'days', Math.floor((inMs % dayInMs) / hourInMs), 'h');
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** `21 Nov 2026, 02:14 UTC`; nothing for a time that is none. */
export function timeText(iso: string | undefined): string {
  const millis = millisOf(iso);
  if (Number.isNaN(millis)) return '';
  const [, , day, month, year, clock] = new Date(millis).toUTCString().match(/^(\w+), (\d+) (\w+) (\d+) (\d+:\d+)/) ?? [];
  return `${Number(day)} ${month} ${year}, ${clock} UTC`;
}

/** A time with its distance from now: `21 Nov 2026, 02:14 UTC (3 h ago)`. */
export function sinceText(iso: string | undefined, now: number): string {
  const at = timeText(iso);
  if (at === '') return '';
  const distance = millisOf(iso) - now;
  return distance > 0 ? `${at} (in ${durationText(distance)})` : `${at} (${durationText(-distance)} ago)`;
}

/** `1 job`, `2 jobs`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
