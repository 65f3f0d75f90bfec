import { suffixOf } from '../match/host-pattern.ts';
import { createHostMatcher, type MatchHost } from '../match/match-host.ts';
import type { EndpointRow, Product } from '../tables/endpoint-row.ts';
import { endpointsOf } from '../tables/endpoints.ts';
import { roleOf } from '../tables/host-roles.ts';
import { redHerrings } from '../tables/red-herrings.ts';
import { createFinder, type Finder, findHost } from './find-host.ts';
import { createHostKinds, namedHosts } from './host-kinds.ts';
import type { KnownHost } from './known-host.ts';

/** The hosts of one log: those that count, each with what became of it. */
export interface KnownHosts {
  /** The host as a log writes it; undefined for one that is nobody's business. */
  find(written: string): KnownHost | undefined;
  all(): Iterable<KnownHost>;
  matchRows: MatchHost<EndpointRow>;
  rows: readonly EndpointRow[];
}

// Not what an older table named, nor what only tests, browsers or single features ask.
function counts({ superseded, required, pattern }: EndpointRow): boolean {
  return superseded !== true && (required || roleOf(pattern) !== undefined);
}

export function createKnownHosts(product: Product): KnownHosts {
  const rows = endpointsOf({ product }).filter(counts);
  const matchRows = createHostMatcher(rows);
  const patterns = [...rows, ...redHerrings].map(({ pattern }) => pattern);
  const finder: Finder = createFinder({
    names: [...namedHosts, ...patterns.map((pattern) => suffixOf(pattern) ?? pattern)],
    suffixes: patterns.flatMap((pattern) => suffixOf(pattern) ?? []),
    kindOf: createHostKinds(product, rows, matchRows),
  });
  let [last, known]: [string, KnownHost | undefined] = ['', undefined];
  const find = (written: string) => {
    // One host is often asked many times in a row.
    if (written !== last) [last, known] = [written, findHost(finder, written)];
    return known;
  };
  return { rows, matchRows, all: () => finder.byHost.values(), find };
}
