import { domainToASCII } from 'node:url';
import type { EndpointRow } from '../../../lib/domain/connectivity/tables/endpoint-row.ts';

/** A name as a list of labels, last label first, and what stands before it. */
interface PlainName {
  labels: string[];
  kind: 'one host' | 'all below' | 'all below and itself';
}

type Ports = readonly (readonly [number, number])[];

/**
 * The rules of the tables, written down as plainly as they can be said, for entries of the form `[scheme://]name[:ports][/path] [ports]`: an
 * entry opens a row if there is a host that both mean, and one of its ports, if it has any, is the row's.
 */
export function isOpenedPlainly(row: EndpointRow, entry: string): boolean {
  const [where = '', ...beside] = entry.trim().split(' ');
  const written = /^(?:(https?):\/\/)?(.*?)(?::([\d,-]+))?(\/.*)?$/s.exec(where);
  if (written === null) return false;
  const [, scheme, text = '', atHost, path = ''] = written;
  // A port is told beside the one of the scheme, a range in its place.
  const ofScheme = { http: '80', https: '443' }[scheme ?? ''];
  const ports = [atHost ?? ofScheme, plainWords(beside)].flatMap((one) => (one ? one.split(',') : []));
  const open = ports.map(plainRange);
  if (open.some((range) => range === undefined) || (open.length > 0 && !meets(open as Ports, row.port))) return false;
  if (/^(?:\*|any)$/i.test(text)) return path.length < 2;
  const name = plainName(text.startsWith('.') ? text.slice(1) : text, text.startsWith('.'));
  return name !== undefined && doMeet(name, plainName(row.pattern, row.alsoMatchApex === true) ?? { labels: [], kind: 'one host' });
}

/** The ports behind a host, as `80-443` or `80,443`. */
function plainWords(words: readonly string[]): string {
  const [first, ...rest] = words.filter((word) => word !== 'tcp' && word !== 'port');
  return first === 'range' ? rest.join('-') : (first ?? '');
}

function plainRange(written: string): readonly [number, number] | undefined {
  const [first = 0, last = first] = written.split('-').map(Number);
  return first <= last ? [first, last] : undefined;
}

function meets(ports: Ports, port: number): boolean {
  return ports.some(([first, last]) => port >= first && port <= last);
}

function plainName(text: string, withItself: boolean): PlainName | undefined {
  const isWildcard = text.startsWith('*.') || withItself;
  const name = domainToASCII(text.replace(/^\*\./, '')).replace(/\.$/, '');
  const labels = name.split('.');
  if (labels.length < 2 || labels.some((label) => label === '' || label.length > 63 || /[^a-z0-9_-]|^-|-$/.test(label))) return undefined;
  const kind = withItself ? 'all below and itself' : isWildcard ? 'all below' : 'one host';
  return { labels: labels.reverse(), kind };
}

function doMeet(one: PlainName, other: PlainName): boolean {
  const [short, long] = one.labels.length <= other.labels.length ? [one, other] : [other, one];
  if (short.labels.some((label, place) => label !== long.labels[place])) return false;
  if (short.labels.length < long.labels.length) return short.kind !== 'one host';
  // The same name: two hosts, two suffixes, or a suffix and a host that is the suffix itself.
  if ((short.kind === 'one host') === (long.kind === 'one host')) return true;
  return short.kind === 'all below and itself' || long.kind === 'all below and itself';
}
