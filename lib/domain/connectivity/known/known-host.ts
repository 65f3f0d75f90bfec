import { type Mark, markOf } from '../tables/mark.ts';
import type { HostKind } from './host-kinds.ts';
import { createTally, type HostTally, type LinePlace } from './host-tally.ts';

/** What is known of a host that counts. */
export interface KnownHost extends HostKind {
  /** In its one spelling. */
  host: string;
  /** What of the sequence a request to it is, if it is any. */
  mark: Mark | undefined;
  tally: HostTally;
}

/** The hosts of one log by their names, and the line of it that is read. */
export interface HostsByName {
  byHost: Map<string, KnownHost>;
  place: Readonly<LinePlace>;
}

/** The host of that name; a new one, of that kind, where none is known yet. */
export function knownHostIn({ byHost, place }: HostsByName, host: string, kind: HostKind): KnownHost {
  const known = byHost.get(host);
  if (known !== undefined) return known;
  const mark = kind.role && markOf(host, kind.role);
  const fresh = { ...kind, host, mark, tally: createTally(place) };
  byHost.set(host, fresh);
  return fresh;
}
