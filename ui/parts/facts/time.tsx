import { minute, now } from '../../api/clock.ts';
import { durationText } from '../../words/durations.ts';
import { timeText } from '../../words/times.ts';
import { zone } from '../preferences.ts';

/** A moment, as people here read it. */
export function Time({ at }: { at: string | number }) {
  const iso = new Date(at).toISOString();
  return <time dateTime={iso}>{timeText(iso, minute.value, zone.value)}</time>;
}

/** How long something has lasted that was so when it was first seen: it may have been so for long before. */
export function AgeAtLeast({ since }: { since: string | number }) {
  const lasted = minute.value - new Date(since).getTime();
  return <>{lasted < 60_000 ? 'first seen just now' : `for at least ${durationText(lasted)}`}</>;
}

/** How long something has lasted; it moves by itself, and nothing else with it. */
export function Age({ since, every = 'minute' }: { since: string | number; every?: 'second' | 'minute' }) {
  const from = new Date(since).getTime();
  if (every === 'second') return <>{durationText(now.value - from)}</>;
  const lasted = minute.value - from;
  return <>{lasted < 60_000 ? 'less than a minute' : durationText(lasted)}</>;
}
