import { ageInMs } from '../time.ts';
import type { DirectorySyncFacts } from './directory-sync-facts.ts';
import { objectLimits, passwordLimits } from './sync-age.ts';

/** The facts with a note of what was just seen alive: what falls silent after that is not taken for something long given up. */
export function noteSeen(facts: DirectorySyncFacts): DirectorySyncFacts {
  const { value, readAt, askedAt } = facts.organization ?? {};
  if (value?.syncEnabled !== true || readAt === undefined || readAt !== askedAt) return facts;
  const isWithin = (lastAt: string | undefined, limitInMs: number) => ageInMs(lastAt, Date.parse(readAt)) <= limitInMs;
  return {
    ...facts,
    ...(isWithin(value.lastSyncAt, objectLimits.staleInMs) && { connectSeenAt: readAt }),
    ...(isWithin(value.lastPasswordSyncAt, passwordLimits.staleInMs) && { passwordsSeenAt: readAt }),
  };
}
