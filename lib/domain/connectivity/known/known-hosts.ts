import { suffixOf } from '../match/host-pattern.ts';
import { createHostMatcher, type MatchHost } from '../match/match-host.ts';
import type { SpelledHost } from '../match/written-host.ts';
import type { EndpointRow, Product } from '../tables/endpoint-row.ts';
import { endpointsOf } from '../tables/endpoints.ts';
import { roleOf } from '../tables/host-roles.ts';
import { redHerrings } from '../tables/red-herrings.ts';
import { createFinder, type Finder, findHost } from './find-host.ts';
import { createHostKinds, namedHosts } from './host-kinds.ts';
import type { LinePlace } from './host-tally.ts';
import type { KnownHost } from './known-host.ts';

/** The hosts of one log: those that count, each with what became of it. */
export interface KnownHosts {
  /** The host that a text is, as a log writes it; undefined for one that is nobody's business. */
  find(text: string): KnownHost | undefined;
  /** The host of a line. */
  findIn(line: SpelledHost): KnownHost | undefined;
  all(): Iterable<KnownHost>;
  matchRows: MatchHost<EndpointRow>;
  rows: readonly EndpointRow[];
  /** The line that is read: whoever reads says so. */
  place: LinePlace;
}

// Not what an older table named, nor what only tests, browsers or single features ask.
function counts({ superseded, required, pattern }: EndpointRow): boolean {
  return superseded !== true && (required || roleOf(pattern) !== undefined);
}

export function createKnownHosts(product: Product): KnownHosts {
  const rows = endpointsOf({ product }).filter(counts);
  const matchRows = createHostMatcher(rows);
  const patterns = [...rows, ...redHerrings].map(({ pattern }) => pattern);
  const linePlace = { from: 0 };
  const finder: Finder = createFinder({
    place: linePlace,
    names: [...namedHosts, ...patterns.map((pattern) => suffixOf(pattern) ?? pattern)],
    suffixes: patterns.flatMap((pattern) => suffixOf(pattern) ?? []),
    kindOf: createHostKinds(product, rows, matchRows),
  });
  // A line that comes again names the same letters once more.
  let [place, end, last, known]: [number, number, string, KnownHost | undefined] = [0, 0, '', undefined];
  const findIn = (line: SpelledHost) => {
    const { text, hostFrom, hostTo } = line;
    if (hostFrom === place && hostTo === end && text === last) return known;
    known = findHost(finder, line);
    last = text;
    place = hostFrom;
    end = hostTo;
    return known;
  };
  const asWritten = { hostFrom: 0, isEscaped: false, letters: new Int32Array(), lettersFrom: 0, lettersTo: 0 };
  const find = (text: string) => findIn({ ...asWritten, text, hostTo: text.length });
  return { rows, matchRows, all: () => finder.byHost.values(), find, findIn, place: linePlace };
}
