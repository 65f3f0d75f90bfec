import { contains, suffixOf } from '../match/host-pattern.ts';
import { createHostMatcher } from '../match/match-host.ts';
import type { EndpointRow } from '../tables/endpoint-row.ts';
import { type HostEntry, opensPort } from './read-entry.ts';

/** What a list opens of one row. */
interface RowCover {
  /** Whether one entry opens all that the row means. */
  isWhole: boolean;
  /** Whether an entry opens the name itself, of a row that means the name below `*.` too. */
  hasApex: boolean;
}

/** The rows that a list of entries opens, in all or in part. */
export interface ListCover {
  opened: ReadonlyMap<EndpointRow, RowCover>;
  /** Rows of which the list names the host, and opens another port only. */
  wrongPort: ReadonlySet<EndpointRow>;
}

/** Finds the rows that share hosts with an entry, by as many look-ups as it has labels. */
function createRowFinder(rows: readonly EndpointRow[]): (entry: HostEntry) => readonly EndpointRow[] {
  const match = createHostMatcher(rows);
  const within = new Map<string, EndpointRow[]>();
  for (const row of rows) {
    for (const suffix of suffixesAround(row)) within.set(suffix, [...(within.get(suffix) ?? []), row]);
  }
  return (entry) => {
    if (entry.pattern === '*') return rows;
    const suffix = suffixOf(entry.pattern);
    if (suffix === undefined) return match(entry.pattern);
    // No host is called "*", so of a wildcard the matcher finds the suffixes around it.
    return [...new Set([...match(entry.pattern), ...(within.get(suffix) ?? []), ...(entry.alsoMatchApex ? match(suffix) : [])])];
  };
}

/** The suffixes that hold a row as a whole, its own included where it is a wildcard. */
function suffixesAround({ pattern }: EndpointRow): string[] {
  const labels = (suffixOf(pattern) ?? pattern).split('.');
  const from = suffixOf(pattern) === undefined ? 1 : 0;
  return labels.slice(from).map((_, place) => labels.slice(from + place).join('.'));
}

/** Goes once through the entries of a list. */
export function coverRows(rows: readonly EndpointRow[], entries: Iterable<HostEntry>): ListCover {
  const findRows = createRowFinder(rows);
  const opened = new Map<EndpointRow, RowCover>();
  const otherPort = new Set<EndpointRow>();
  for (const entry of entries) {
    for (const row of findRows(entry)) {
      if (!opensPort(entry, row.port)) {
        otherPort.add(row);
        continue;
      }
      const cover = opened.get(row) ?? { isWhole: false, hasApex: false };
      cover.isWhole ||= entry.pattern === '*' || contains(entry, { pattern: row.pattern });
      cover.hasApex ||= entry.pattern === '*' || contains(entry, { pattern: suffixOf(row.pattern) ?? row.pattern });
      opened.set(row, cover);
    }
  }
  return { opened, wrongPort: new Set([...otherPort].filter((row) => !opened.has(row))) };
}
