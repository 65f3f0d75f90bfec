import { suffixOf } from '../match/host-pattern.ts';
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
  group: string | undefined;
}

/**
 * Answers of what kind a host, in the spelling of `normalizeHost`, is; undefined for one that is nobody's business. Hosts that no table
 * names are of one kind with all others of their role below the same suffix, so that each kind is looked up once.
 */
export function createHostKinds(product: Product, rows: readonly EndpointRow[], matchRows: MatchHost<EndpointRow>) {
  const matchHerring = createHostMatcher(redHerrings);
  const patterns = [...rows, ...redHerrings].map(({ pattern }) => pattern);
  const suffixes = treeOf(patterns.map(suffixOf));
  const named = new Set([...namedHosts, ...patterns.map((pattern) => suffixOf(pattern) ?? pattern)]);
  const kinds = new Map<string, HostKind | undefined>();
  const lookUp = (host: string, role: HostRole | undefined): HostKind | undefined => {
    const herring = matchHerring(host).find(({ except }) => except?.includes(host) !== true);
    const found = matchRows(host);
    if (herring === undefined && role === undefined && found.length === 0) return undefined;
    const ports = [...new Set([...found.map(({ port }) => port), ...(role === undefined ? [] : [443])])];
    return { role, ports, herring, group: named.has(host) ? undefined : groupOf(role, (herring ?? found[0])?.pattern) };
  };
  return (host: string): HostKind | undefined => {
    const role = product === 'connect' ? roleOf(host) : undefined;
    const suffix = named.has(host) ? undefined : deepestSuffix(host, suffixes);
    if (suffix === undefined && role === undefined && !named.has(host)) return undefined;
    // A suffix is no host below it.
    const key = named.has(host) ? host : `${role ?? ''} *.${suffix}`;
    if (!kinds.has(key)) kinds.set(key, lookUp(host, role));
    return kinds.get(key);
  };
}

/** Hosts that a table names for what they do, or for what they are not. */
export const namedHosts = [
  ...hostRoles.flatMap(({ hosts }): readonly string[] => hosts),
  ...redHerrings.flatMap(({ except = [] }): readonly string[] => except),
];

// Regional hosts are of any number.
function groupOf(role: HostRole | undefined, pattern: string | undefined): string | undefined {
  return role === 'anchor' || role === 'relay' ? `*-${role}.microsoftonline.com` : pattern;
}

/** Suffixes by their labels, the last label first, so that a host of a hundred labels costs as many looks as the tables have. */
interface SuffixTree {
  suffix: string | undefined;
  below: Map<string, SuffixTree>;
}

function treeOf(suffixes: readonly (string | undefined)[]): SuffixTree {
  const root: SuffixTree = { suffix: undefined, below: new Map() };
  for (const suffix of suffixes) {
    let node = root;
    for (const label of suffix?.split('.').reverse() ?? []) {
      const next = node.below.get(label) ?? { suffix: undefined, below: new Map() };
      node.below.set(label, next);
      node = next;
    }
    node.suffix = suffix;
  }
  return root;
}

function deepestSuffix(host: string, tree: SuffixTree): string | undefined {
  let [node, found, end]: [SuffixTree | undefined, string | undefined, number] = [tree, undefined, host.length];
  for (let dot = host.lastIndexOf('.'); dot > 0 && node.below.size > 0; dot = host.lastIndexOf('.', end - 1)) {
    node = node.below.get(host.slice(dot + 1, end));
    if (node === undefined) break;
    found = node.suffix ?? found;
    end = dot;
  }
  return found;
}
