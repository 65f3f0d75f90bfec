import { resolveSettings } from '../settings/binding-expressions.ts';
import { parseTimeSpan } from '../settings/time-span.ts';
import { type NextOccurrence, parseNcrontab } from './ncrontab.ts';

interface TimerSchedule {
  next: NextOccurrence;
  /** More often than once a minute: the host keeps no status of such a timer. */
  isSubMinute: boolean;
}

/** Reads the schedule of a timer trigger: NCRONTAB, a time span, or `%SETTING%` with either. Throws when it is none of them. */
export function parseSchedule(text: string, env: NodeJS.ProcessEnv, nowInMs: number): TimerSchedule {
  const resolved = resolveSettings(text, env).trim();
  const intervalInMs = parseTimeSpan(resolved);
  if (intervalInMs !== undefined) {
    if (intervalInMs <= 0) throw new Error(`'${resolved}' is not an interval`);
    return { next: (afterInMs) => afterInMs + intervalInMs, isSubMinute: intervalInMs < 60_000 };
  }
  const next = parseNcrontab(resolved);
  return { next, isSubMinute: hasShortInterval(next, nowInMs) };
}

function hasShortInterval(next: NextOccurrence, nowInMs: number): boolean {
  let previous = next(nowInMs);
  // The host looks at the next few occurrences, too.
  for (let count = 0; count < 5 && previous !== undefined; count++) {
    const following = next(previous);
    if (following !== undefined && following - previous < 60_000) return true;
    previous = following;
  }
  return false;
}
