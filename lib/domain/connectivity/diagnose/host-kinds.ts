import { createHostMatcher, type MatchHost } from '../match/match-host.ts';
import type { EndpointRow, Product } from '../tables/endpoint-row.ts';
import { type HostRole, hostRoles, roleOf } from '../tables/host-roles.ts';
import { type RedHerring, redHerrings } from '../tables/red-herrings.ts';

/** What the tables know of a host. */
export interface HostKind {
  role: HostRole | undefined;
  /** The ports by which it is needed. */
  ports: readonly number[];
  herring: RedHerring | undefined;
  /** What it goes by where there are too many of its kind to be told apart; absent for a host that a table names. */
  group?: string;
}

// Of more suffixes than any log has, each host is looked up by itself.
const mostSuffixes = 2_000;

/**
 * Answers of what kind a host, in the spelling of `normalizeHost`, is; undefined for one that is nobody's business. Hosts that no table
 * names are of one kind with all others of their suffix, which is looked up once.
 */
export function createHostKinds(product: Product, rows: readonly EndpointRow[], matchRows: MatchHost<EndpointRow>) {
  const matchHerring = createHostMatcher(redHerrings);
  const named = new Set(namesOf(rows));
  const bySuffix = new Map<string, HostKind | undefined>();
  const lookUp = (host: string): HostKind | undefined => {
    const herring = matchHerring(host).find(({ except }) => except?.includes(host) !== true);
    const role = product === 'connect' ? roleOf(host) : undefined;
    const found = matchRows(host);
    if (herring === undefined && role === undefined && found.length === 0) return undefined;
    const ports = [...new Set([...found.map(({ port }) => port), ...(role === undefined ? [] : [443])])];
    return { role, ports, herring, ...(!named.has(host) && { group: groupOf(role, (herring ?? found[0])?.pattern ?? host) }) };
  };
  return (host: string): HostKind | undefined => {
    if (named.has(host)) return lookUp(host);
    const suffix = suffixOf(host);
    const known = bySuffix.get(suffix);
    if (known !== undefined || bySuffix.has(suffix)) return known;
    const kind = lookUp(host);
    if (bySuffix.size < mostSuffixes) bySuffix.set(suffix, kind);
    return kind;
  };
}

/** Every host that a table or a role names, a suffix with a wildcard also without. */
function namesOf(rows: readonly EndpointRow[]): string[] {
  const patterns = [...rows, ...redHerrings].map(({ pattern }) => pattern.replace('*.', ''));
  const exceptions = redHerrings.flatMap(({ except = [] }) => except);
  return [...patterns, ...exceptions, ...hostRoles.flatMap(({ hosts }): readonly string[] => hosts)];
}

// Regional hosts are of any number, the others with a role are few.
function groupOf(role: HostRole | undefined, pattern: string): string {
  return role === 'anchor' || role === 'relay' ? `*-${role}.microsoftonline.com` : pattern;
}

/** What the hosts of one kind have in common: all behind the first label, and the end of it that makes a role. */
function suffixOf(host: string): string {
  const dot = host.indexOf('.');
  if (host.startsWith('-anchor', dot - 7)) return host.slice(dot - 7);
  return host.slice(host.startsWith('-relay', dot - 6) ? dot - 6 : dot);
}
