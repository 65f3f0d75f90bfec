import type { HostKind } from './host-kinds.ts';
import { createTally, type HostTally } from './host-tally.ts';

/** What is known of a host that counts. */
export interface KnownHost extends HostKind {
  /** In its one spelling. */
  host: string;
  tally: HostTally;
}

/** The host of that name; a new one, of that kind, where none is known yet. */
export function knownHostIn(byHost: Map<string, KnownHost>, host: string, kind: HostKind): KnownHost {
  const known = byHost.get(host);
  if (known !== undefined) return known;
  const fresh = { ...kind, host, tally: createTally() };
  byHost.set(host, fresh);
  return fresh;
}
