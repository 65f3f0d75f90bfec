import { matchesPattern } from '../match/host-pattern.ts';
import { redHerrings } from '../tables/red-herrings.ts';
import type { HostEntry } from './read-entry.ts';

/** An entry that belongs into no rule. */
export interface IgnoredEntry {
  host: string;
  why: string;
  source: string;
}

/** The entries that open nothing but what may be left closed. */
export function findIgnored(entries: Iterable<HostEntry>): IgnoredEntry[] {
  const hosts = new Set([...entries].map(({ pattern }) => pattern));
  return [...hosts].flatMap((host) => {
    const herring = redHerrings.find(({ except = [], ...pattern }) => matchesPattern(pattern, host) && !except.includes(host));
    return herring === undefined ? [] : [{ host, why: herring.why, source: herring.source }];
  });
}
