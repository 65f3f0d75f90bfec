import { type Mark, markOf } from '../tables/mark.ts';
import type { HostKind } from './host-kinds.ts';
import { createTally, type HostTally } from './host-tally.ts';

/** What is known of a host that counts. */
export interface KnownHost extends HostKind {
  /** In its one spelling. */
  host: string;
  /** What of the sequence a request to it is, if it is any. */
  mark: Mark | undefined;
  tally: HostTally;
}

/** The host of that name; a new one, of that kind, where none is known yet. */
export function knownHostIn(byHost: Map<string, KnownHost>, host: string, kind: HostKind): KnownHost {
  const known = byHost.get(host);
  if (known !== undefined) return known;
  const mark = kind.role && markOf(host, kind.role);
  const fresh = { ...kind, host, mark, tally: createTally() };
  byHost.set(host, fresh);
  return fresh;
}
