import { createHostMatcher, type MatchHost } from '../match/match-host.ts';
import { normalizeHost } from '../match/normalize-host.ts';
import type { EndpointRow, Product } from '../tables/endpoint-row.ts';
import { endpointsOf } from '../tables/endpoints.ts';
import { type HostRole, hostRoles, roleOf } from '../tables/host-roles.ts';
import { type RedHerring, redHerrings } from '../tables/red-herrings.ts';
import { createTally, type HostTally } from './host-tally.ts';

/** What is known of a host that counts. */
export interface KnownHost {
  /** In its one spelling. */
  host: string;
  role: HostRole | undefined;
  /** The ports by which it is needed. */
  ports: readonly number[];
  herring: RedHerring | undefined;
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

// A log of a whole office asks thousands of hosts, a hostile one a hundred thousand; both caches end somewhere.
const mostSpellings = 8_192;
const mostHosts = 2_000;

// Not what an older table named, nor what only tests, browsers or single features ask.
function counts({ superseded, required, pattern }: EndpointRow): boolean {
  return superseded !== true && (required || roleOf(pattern) !== undefined);
}

export function createKnownHosts(product: Product): KnownHosts {
  const rows = endpointsOf({ product }).filter(counts);
  const [matchRows, matchHerring] = [createHostMatcher(rows), createHostMatcher(redHerrings)];
  const isForeign = createForeignCheck([
    ...rows,
    ...redHerrings,
    ...hostRoles.flatMap(({ hosts }) => hosts.map((pattern) => ({ pattern }))),
  ]);
  const bySpelling = new Map<string, KnownHost | undefined>();
  const byHost = new Map<string, KnownHost>();
  // What hosts beyond the limit go by, those of one suffix alike.
  const byGroup = new Map<string, KnownHost>();
  const named = new Set([...rows.map(({ pattern }) => pattern), ...hostRoles.flatMap(({ hosts }): readonly string[] => hosts)]);
  const isSingle = (host: string) => named.has(host) || byHost.has(host);
  const open = (written: string): KnownHost | undefined => {
    const host = normalizeHost(written);
    if (host === undefined) return undefined;
    const known = byHost.get(host);
    if (known !== undefined) return known;
    const herring = matchHerring(host).find(({ except }) => except?.includes(host) !== true);
    const role = product === 'connect' ? roleOf(host) : undefined;
    const found = matchRows(host);
    if (herring === undefined && role === undefined && found.length === 0) return undefined;
    // Beyond the limit hosts go by the pattern that means them.
    const name = byHost.size < mostHosts ? host : groupOf(host, role, (herring ?? found[0])?.pattern);
    const grouped = byHost.get(name);
    if (grouped !== undefined) return grouped;
    const ports = [...new Set([...found.map(({ port }) => port), ...(role === undefined ? [] : [443])])];
    const fresh = { host: name, role, ports, herring, tally: createTally() };
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
      if (known !== undefined || bySpelling.has(written)) return known;
      const group = byHost.size < mostHosts || isSingle(written.toLowerCase()) ? undefined : suffixOfGroup(written);
      const grouped = group === undefined ? undefined : byGroup.get(group);
      if (grouped !== undefined) return grouped;
      const host = open(written);
      if (bySpelling.size < mostSpellings) bySpelling.set(written, host);
      if (group !== undefined && host?.host.startsWith('*') && byGroup.size < mostHosts) byGroup.set(group, host);
      return host;
    },
  };
}

// Regional hosts are of any number, the others with a role are few.
function groupOf(host: string, role: HostRole | undefined, pattern: string | undefined): string {
  if (role === 'anchor' || role === 'relay') return `*-${role}.microsoftonline.com`;
  return role === undefined ? (pattern ?? host) : host;
}

/** Turns most hosts of other people away by their last two labels alone. */
function createForeignCheck(patterns: readonly { pattern: string }[]): (written: string) => boolean {
  const ends = new Set(patterns.map(({ pattern }) => endOf(pattern)));
  const isPlain = /^[\w.-]+$/;
  return (written) => {
    const end = endOf(written);
    return !ends.has(end) && isPlain.test(end) && !ends.has(end.toLowerCase()) && !end.endsWith('.');
  };
}

/** What the hosts of one group have in common: all behind the first label, and the end of it that makes a role. */
function suffixOfGroup(host: string): string {
  const dot = host.indexOf('.');
  const isRegional = host.startsWith('-anchor', dot - 7) || host.startsWith('-relay', dot - 6);
  return host.slice(isRegional ? dot - 6 : dot);
}

function endOf(host: string): string {
  return host.slice(host.lastIndexOf('.', host.lastIndexOf('.') - 1) + 1);
}
