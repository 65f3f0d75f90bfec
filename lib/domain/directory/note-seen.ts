import { ageInMs } from '../time.ts';
import type { DirectorySyncFacts } from './directory-sync-facts.ts';
import { judgeEngine } from './judge-engine.ts';
import { objectLimits, passwordLimits } from './sync-age.ts';

/**
 * The facts with a note of what was just told: what falls silent after that is not taken for something long given up, what Graph leaves out
 * after that is not taken for something that never was, and what was given up before stays so when cloud sync rests.
 */
export function noteSeen(facts: DirectorySyncFacts): DirectorySyncFacts {
  const { value, readAt, askedAt } = facts.organization ?? {};
  if (value === undefined || readAt === undefined || readAt !== askedAt) return facts;
  if (value.syncEnabled === false) return { ...facts, isSwitchedOff: true };
  if (value.syncEnabled !== true) return facts;
  const { isSwitchedOff: _, ...on } = facts;
  const { lastSyncAt, lastPasswordSyncAt } = value;
  const isWithin = (lastAt: string | undefined, limitInMs: number) => ageInMs(lastAt, Date.parse(readAt)) <= limitInMs;
  const noted: DirectorySyncFacts = {
    ...on,
    ...(lastSyncAt !== undefined && { toldSyncAt: lastSyncAt }),
    ...(lastPasswordSyncAt !== undefined && { toldPasswordSyncAt: lastPasswordSyncAt }),
    ...(isWithin(lastSyncAt, objectLimits.staleInMs) && { connectSeenAt: readAt }),
    ...(isWithin(lastPasswordSyncAt, passwordLimits.staleInMs) && { passwordsSeenAt: readAt }),
  };
  const isLeftBehind = lastSyncAt !== undefined && judgeEngine(noted).connect === 'leftBehind';
  return isLeftBehind ? { ...noted, leftBehindSince: lastSyncAt } : noted;
}
