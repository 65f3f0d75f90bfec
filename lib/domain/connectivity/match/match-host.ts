import { type HostPattern, suffixOf } from './host-pattern.ts';

/** Answers which patterns mean a host; without a port those of every port. */
export type MatchHost<Row> = (host: string, port?: number) => readonly Row[];

const none: readonly never[] = [];

/**
 * Arranges rows so that a host, in the spelling of `normalizeHost`, is found by as many look-ups as the deepest suffix has labels, however many rows
 * there are. The rows come in their own order.
 */
export function createHostMatcher<Row extends HostPattern & { port?: number }>(rows: readonly Row[]): MatchHost<Row> {
  const [single, below] = [new Map<string, Row[]>(), new Map<string, Row[]>()];
  const put = (map: Map<string, Row[]>, key: string, row: Row) => map.set(key, [...(map.get(key) ?? []), row]);
  for (const row of rows) {
    const suffix = suffixOf(row.pattern);
    if (suffix !== undefined) put(below, suffix, row);
    if (suffix === undefined || row.alsoMatchApex) put(single, suffix ?? row.pattern, row);
  }
  // A host may have a hundred labels, no suffix has more than a few.
  const deepest = Math.max(0, ...[...below.keys()].map((suffix) => suffix.split('.').length));
  const order = new Map(rows.map((row, place) => [row, place]));
  const place = (row: Row) => order.get(row) ?? 0;
  return (host, port) => {
    let found = single.get(host) ?? none;
    let dot = host.length;
    for (let labels = 0; labels < deepest && dot > 0; labels++) {
      dot = host.lastIndexOf('.', dot - 1);
      if (dot < 0) break;
      const rowsBelow = below.get(host.slice(dot + 1));
      if (rowsBelow) found = found.length === 0 ? rowsBelow : [...found, ...rowsBelow];
    }
    const open = port === undefined ? found : found.filter((row) => row.port === undefined || row.port === port);
    return open.length < 2 ? open : [...open].sort((one, other) => place(one) - place(other));
  };
}
