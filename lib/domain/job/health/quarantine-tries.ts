import { dayInMs, hourInMs, isoOf, millisOf } from '../../time.ts';
import type { Quarantine } from '../synchronization-job.ts';
import { quarantineCountdown } from './quarantine-countdown.ts';

/** One try to leave quarantine. */
export interface QuarantineTry {
  at: string;
  /** `derived` from the documented ladder where Graph names no time. */
  source: 'graph' | 'derived';
  outcome: 'failed' | 'expected';
}

const ladderInHours = [6, 12, 24];
const triesListed = 40;

/**
 * The tries so far and those to expect: 6, 12 and 24 hours after the first failure, then daily until the service gives up on the 28th day.
 * Graph tells the first, the last and the next one; those between and after are derived.
 * https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-quarantine-status
 */
export function quarantineTries(quarantine: Quarantine, now: number, isDisabled: boolean): QuarantineTry[] {
  const failed = failedTries(quarantine, now);
  return isDisabled ? failed : [...failed, ...expectedTries(quarantine, now)];
}

function failedTries({ seriesBegan, currentBegan, seriesCount }: Quarantine, now: number): QuarantineTry[] {
  const first = millisOf(seriesBegan);
  const last = millisOf(currentBegan);
  const known = [...new Set([first, last])].filter((at) => at <= now).sort((one, other) => one - other);
  const until = Number.isNaN(last) ? now : last - hourInMs;
  // What Graph has counted bounds what is derived between its first and its last time.
  const room = seriesCount > 0 ? Math.max(0, seriesCount - known.length) : triesListed;
  const between = ladder(first)
    .filter((at) => at < until)
    .slice(0, room);
  const all = [...known.map((at) => tryAt(at, 'graph', 'failed')), ...between.map((at) => tryAt(at, 'derived', 'failed'))];
  return all.sort((one, other) => millisOf(one.at) - millisOf(other.at));
}

function expectedTries(quarantine: Quarantine, now: number): QuarantineTry[] {
  const { seriesBegan, nextAttempt } = quarantine;
  const next = millisOf(nextAttempt);
  const end = millisOf(quarantineCountdown(quarantine, now)?.disableAt);
  const from = Math.max(now, Number.isNaN(next) ? now : next + hourInMs);
  const times = ladder(Number.isNaN(millisOf(seriesBegan)) ? next : millisOf(seriesBegan));
  const later = times.filter((at) => at > from && !(at > end));
  const isBounded = !Number.isNaN(end);
  const named = Number.isNaN(next) ? [] : [tryAt(next, 'graph', 'expected')];
  return [...named, ...later.slice(0, isBounded ? triesListed : 3).map((at) => tryAt(at, 'derived', 'expected'))];
}

function ladder(first: number): number[] {
  if (Number.isNaN(first)) return [];
  const daily = Array.from({ length: 27 }, (_, day) => first + (day + 2) * dayInMs);
  return [...ladderInHours.map((hours) => first + hours * hourInMs), ...daily];
}

function tryAt(at: number, source: QuarantineTry['source'], outcome: QuarantineTry['outcome']): QuarantineTry {
  return { at: isoOf(at), source, outcome };
}
