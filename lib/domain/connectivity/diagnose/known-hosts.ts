import { createHostMatcher, type MatchHost } from '../match/match-host.ts';
import { normalizeHost } from '../match/normalize-host.ts';
import type { EndpointRow, Product } from '../tables/endpoint-row.ts';
import { endpointsOf } from '../tables/endpoints.ts';
import { hostRoles, roleOf } from '../tables/host-roles.ts';
import { redHerrings } from '../tables/red-herrings.ts';
import { createForeignCheck } from './foreign-hosts.ts';
import { createHostKinds, type HostKind } from './host-kinds.ts';
import { createTally, type HostTally } from './host-tally.ts';

/** What is known of a host that counts. */
export interface KnownHost extends HostKind {
  /** In its one spelling. */
  host: string;
  tally: HostTally;
}

/** The hosts of one log: those that count, each with what became of it. */
export interface KnownHosts {
  /** The host as a log writes it; undefined for one that is nobody's business. */
  find(written: string): KnownHost | undefined;
  all(): Iterable<KnownHost>;
  matchRows: MatchHost<EndpointRow>;
  rows: readonly EndpointRow[];
}

// A log of a whole office asks hundreds of hosts that count, a hostile one a hundred thousand; both caches end somewhere.
const [mostSpellings, mostHosts] = [4_096, 2_000];

// Not what an older table named, nor what only tests, browsers or single features ask.
function counts({ superseded, required, pattern }: EndpointRow): boolean {
  return superseded !== true && (required || roleOf(pattern) !== undefined);
}

export function createKnownHosts(product: Product): KnownHosts {
  const rows = endpointsOf({ product }).filter(counts);
  const matchRows = createHostMatcher(rows);
  const kindOf = createHostKinds(product, rows, matchRows);
  const isForeign = createForeignCheck([
    ...[...rows, ...redHerrings].map(({ pattern }) => pattern),
    ...hostRoles.flatMap(({ hosts }): readonly string[] => hosts),
  ]);
  // Null for what is nobody's business.
  const bySpelling = new Map<string, KnownHost | null>();
  const byHost = new Map<string, KnownHost>();
  const open = (written: string): KnownHost | undefined => {
    const host = normalizeHost(written);
    const kind = host === undefined ? undefined : kindOf(host);
    if (host === undefined || kind === undefined) return undefined;
    const name = byHost.size < mostHosts || byHost.has(host) ? host : (kind.group ?? host);
    const known = byHost.get(name);
    if (known !== undefined) return known;
    const fresh = { ...kind, host: name, tally: createTally() };
    byHost.set(name, fresh);
    return fresh;
  };
  return {
    rows,
    matchRows,
    all: () => byHost.values(),
    find(written) {
      if (isForeign(written)) return undefined;
      const known = bySpelling.get(written);
      if (known !== undefined) return known ?? undefined;
      const host = open(written);
      if (bySpelling.size < mostSpellings) bySpelling.set(written, host ?? null);
      return host;
    },
  };
}
