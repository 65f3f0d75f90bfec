import { suffixOf } from '../match/host-pattern.ts';
import type { EndpointRow } from '../tables/endpoint-row.ts';
import { isNeeded } from '../tables/endpoints.ts';
import type { RuleId } from '../tables/rules.ts';
import type { ListCover } from './cover-rows.ts';

/** Rules, each with the hosts that it speaks of. */
export type BrokenHostRules = ReadonlyMap<RuleId, readonly string[]>;

interface JudgedList {
  rows: readonly EndpointRow[];
  missing: readonly EndpointRow[];
  cover: ListCover;
  /** Entries that are addresses in numbers. */
  addresses: readonly string[];
}

/** What a list breaks beside what it merely lacks, the gravest first. */
export function brokenRulesOf({ rows, missing, cover, addresses }: JudgedList): BrokenHostRules {
  const { opened, wrongPort } = cover;
  const open = rows.filter((row) => opened.has(row));
  const needed = open.filter(isNeeded);
  const lacking = missing.filter((row) => !wrongPort.has(row));
  const isGraph = ({ pattern }: EndpointRow) => pattern === 'graph.microsoft.com';
  const broken = [
    ['address-not-listed', lacking.filter((row) => row.listedToday === true && !isGraph(row)).map(nameOf)],
    ['graph-needed', lacking.filter(isGraph).map(nameOf)],
    ['ports-80-and-443', missing.filter((row) => wrongPort.has(row)).map(nameOf)],
    ['sign-in-of-the-service', rows.filter((row) => isSignInOfService(row) && !opened.has(row)).map(nameOf)],
    ['superseded-entry', open.filter((row) => opened.get(row)?.isWhole && isWithoutSuccessor(row, missing)).map(nameOf)],
    ['single-hosts-of-a-wildcard', needed.filter((row) => isPartly(row, cover)).map(nameOf)],
    ['wildcard-without-name', needed.filter((row) => isWithoutName(row, cover)).map(nameBelow)],
    ['only-reported', lacking.filter(({ listedToday }) => listedToday === null).map(nameOf)],
    ['no-longer-listed', lacking.filter(({ listedToday }) => listedToday === false).map(nameOf)],
    ['address-ranges', addresses],
  ] as const;
  return new Map(broken.flatMap(([rule, hosts]) => (hosts.length === 0 ? [] : [[rule, [...new Set(hosts)]] as const])));
}

function nameOf({ pattern, port }: EndpointRow): string {
  return `${pattern}:${port}`;
}

function nameBelow({ pattern, port }: EndpointRow): string {
  return `${suffixOf(pattern) ?? pattern}:${port}`;
}

function isSignInOfService({ product, pattern }: EndpointRow): boolean {
  return product === 'connect' && pattern === 'login.windows.net';
}

/** Open from an older table, while what stands in its place today is closed. */
function isWithoutSuccessor({ superseded, supersededBy = [] }: EndpointRow, missing: readonly EndpointRow[]): boolean {
  return superseded === true && missing.some(({ pattern }) => supersededBy.includes(pattern));
}

/** Of a suffix only single hosts are open. The name below `*.` is the very host that is contacted, where the row means it too. */
function isPartly(row: EndpointRow, { opened }: ListCover): boolean {
  const cover = opened.get(row);
  return cover !== undefined && !cover.isWhole && !(row.alsoMatchApex && cover.hasApex);
}

function isWithoutName(row: EndpointRow, { opened }: ListCover): boolean {
  return row.alsoMatchApex === true && opened.get(row)?.isWhole === true && opened.get(row)?.hasApex === false;
}
