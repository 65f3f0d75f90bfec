import { suffixOf } from '../../../domain/connectivity/match/host-pattern.ts';
import type { EndpointRow } from '../../../domain/connectivity/tables/endpoint-row.ts';
import { renderCsv } from '../render-csv.ts';
import { endpointDocument } from './endpoint-document.ts';

const columns = [
  'product',
  'cloud',
  'host',
  'path',
  'port',
  'protocol',
  'direction',
  'purpose',
  'phase',
  'feature',
  'required',
  'since',
  'listedToday',
  'superseded',
  'supersededBy',
  'source',
  'asOf',
  'note',
  'alsoMatchApex',
] as const;

/** The rows as a table, for spreadsheets. */
export function endpointTable(rows: readonly EndpointRow[]): string {
  return renderCsv(
    columns,
    rows.map(endpointDocument).map((row) => columns.map((column) => cellOf(row[column]))),
  );
}

function cellOf(value: string | number | boolean | null | readonly string[] | undefined): string {
  return Array.isArray(value) ? value.join(' ') : String(value ?? '');
}

/**
 * What has to be let through, one rule a line, in words that every administrator of firewalls can take over: `allow outbound tcp
 * {host}:{port}`. Each rule once; where `*.` stands for the name below it too, that name has a line of its own, because firewalls that
 * take `*.` to the letter leave it out. Superseded rows, and those of single features and of browsers, are no rules.
 */
export function renderFirewallRules(rows: readonly EndpointRow[]): string {
  const open = rows.filter(({ superseded, feature, phase }) => !superseded && feature === undefined && phase !== 'browser');
  const rules = open.flatMap(({ pattern, alsoMatchApex, port }) =>
    [pattern, ...(alsoMatchApex ? [suffixOf(pattern) ?? pattern] : [])].map((host) => `allow outbound tcp ${host}:${port}`),
  );
  // An empty answer would read as: nothing is needed.
  const lines =
    rules.length > 0 ? [...new Set(rules)] : ['# No page of Microsoft that was read lists hosts for this product in this cloud.'];
  return lines.map((line) => `${line}\n`).join('');
}
