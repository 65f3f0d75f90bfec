import { isAddress } from '../match/normalize-host.ts';
import { withoutNuls } from '../paste/without-nuls.ts';
import type { Cloud, EndpointRow, Product } from '../tables/endpoint-row.ts';
import { endpointsOf, isNeeded } from '../tables/endpoints.ts';
import { type BrokenHostRules, brokenRulesOf } from './broken-rules.ts';
import { coverRows } from './cover-rows.ts';
import { entriesOfTable } from './entries-of-table.ts';
import { findIgnored, type IgnoredEntry } from './find-ignored.ts';
import { type HostEntry, hasAsteriskAsBullet, readEntry } from './read-entry.ts';

/** What a list of hosts opens of what a product needs. */
interface HostListReport {
  lines: { understood: number; notUnderstood: number };
  /** Needed rows that the list opens, at least in part. */
  reached: EndpointRow[];
  /** Needed rows of which it opens nothing; none where most of it was not understood. */
  missing: EndpointRow[];
  /** Other rows that it does not open: of features and of browsers, which is no fault. */
  notSeen: EndpointRow[];
  ignored: IgnoredEntry[];
  /** The rules that the list breaks, each with what breaks it. */
  broken: BrokenHostRules;
}

/**
 * Judges what a firewall or a proxy lets through, a host an entry. A row counts as opened where the list opens any host that it means on
 * its port; an entry without a port opens all, and one with a range all within. What stands behind `#` or `//`, lines that begin with `;`,
 * and blank entries, say nothing; nor does the line that names the columns of a table.
 */
export function judgeHosts(list: readonly string[], { product, cloud }: { product: Product; cloud?: Cloud | undefined }): HostListReport {
  const written = entriesOfTable([...list].map(withoutRemark).filter((text) => text.trim() !== ''));
  const entries = new Map<string, HostEntry>();
  const isBulleted = written.some((text) => text !== undefined && hasAsteriskAsBullet(text));
  let notUnderstood = 0;
  for (const text of written) {
    const entry = text === undefined ? undefined : (entries.get(text) ?? readEntry(text, isBulleted));
    if (text === undefined || entry === undefined) notUnderstood++;
    else entries.set(text, entry);
  }
  const rows = endpointsOf({ product, cloud });
  const cover = coverRows(rows, entries.values());
  const isOpen = (row: EndpointRow) => cover.opened.has(row);
  const needed = rows.filter(isNeeded);
  const closed = needed.filter((row) => !isOpen(row));
  const understood = written.length - notUnderstood;
  // What is not open may stand in what was not understood.
  const isUnread = closed.length > 0 && notUnderstood > understood;
  const missing = isUnread ? [] : closed;
  const addresses = [...entries.values()].flatMap(({ pattern }) => (isAddress(pattern) ? [pattern] : []));
  return {
    lines: { understood, notUnderstood },
    reached: needed.filter(isOpen),
    missing,
    notSeen: rows.filter((row) => (isUnread || !row.required) && !row.superseded && !isOpen(row)),
    ignored: findIgnored(entries.values()),
    broken: isUnread ? new Map([['entries-not-understood', []]]) : brokenRulesOf({ rows, missing, cover, addresses }),
  };
}

// Copying out of a page leaves blanks of no width. Within an address neither sign follows a blank; a semicolon in front takes the whole line, elsewhere it parts, and so does a tab at an end.
function withoutRemark(text: string): string {
  return withoutNuls(text)
    .replace(/[\u200b-\u200d]/g, '')
    .replace(/^\s*;.*$/gm, '')
    .replace(/(?<=^|\s)(?:#|\/\/).*$/gm, '')
    .replace(/^[^\S\t]+|[^\S\t]+$/g, '');
}
