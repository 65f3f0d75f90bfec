import type { LogPace, LogQuery, LogReading, ProvisioningLog } from '../../application/ports/provisioning-log.ts';
import { UpstreamError } from '../../domain/errors.ts';
import type { LogRow, RowKind } from '../../domain/job/failing/log-row.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import { defined } from '../../domain/optional.ts';
import { isoOf, millisOf } from '../../domain/time.ts';
import { toLogRow } from './shapes/to-log-row.ts';
import { type Paging, readPage } from './transport/collect-pages.ts';
import { createGraphClient, type GraphClient } from './transport/graph-client.ts';
import { malformedAnswer } from './transport/graph-errors.ts';
import { brokenOff, createReportPace, type ReportPlaces } from './transport/report-pace.ts';
import type { GraphClientOptions } from './transport/send-request.ts';

const operation = 'readProvisioningLog';
const collectionPath = '/auditLogs/provisioning';
/** As many requests as Graph answers at once: https://learn.microsoft.com/graph/throttling-limits#reports-service-limits */
const usual: LogPace = { mostRequests: 5, through: (request) => request() };
const firstPageSize = 1000;
/** Rows may be of any length: a page that is too large is asked for again with a quarter of them. */
const shrinkBy = 4;

/** The filter knows `eq`, `contains`, `gt` and `lt` alone, and letters of values count; the page and the SDKs spell `stagedDelete` otherwise. */
const filters: Record<RowKind, string> = {
  failure: "provisioningStatusInfo/status eq 'failure'",
  skipped: "provisioningStatusInfo/status eq 'skipped'",
  stagedDelete: "contains(provisioningAction,'taged')",
};

/** Later than every time of the log. */
const notReached = '9999';

/** One kind of rows, as far as it was read. */
interface Sequence {
  kind: RowKind;
  path: string | undefined;
  pageSize: number;
  /** Everything from here on was read, UTC ISO. */
  reached: string;
  notUnderstood: number;
  /** Set while its next page was too large to be read. */
  tooLarge?: UpstreamError;
}

/** Reads provisioning logs within what Graph permits of reports. https://learn.microsoft.com/graph/api/provisioningobjectsummary-list */
export function createProvisioningLog(options: GraphClientOptions, pace = createReportPace(options.clock)): ProvisioningLog {
  const client = createGraphClient(options);
  return {
    read(key, query, asked) {
      const { tenantId, ...job } = key;
      const { kinds } = query;
      const { mostRequests: most, through } = asked ?? usual;
      const name = JSON.stringify([operation, job, kinds]);
      // Who is told how to ask comes again by itself; for all others somebody waits.
      const reading = { tenantId, operation, most, least: Math.min(kinds.length, most), ...(asked === undefined && { name }) };
      return pace.read(reading, (places) => readLog(client, places, key, { ...query, through }));
    },
  };
}

async function readLog(
  client: GraphClient,
  places: ReportPlaces,
  key: JobKey,
  { from, to, kinds, through }: LogQuery & Pick<LogPace, 'through'>,
): Promise<LogReading> {
  const call = client.openCall(key.tenantId, { ask: (request) => places.send(() => through(request)) });
  const paging = { operation, baseUrl: client.baseUrl, pathPrefix: collectionPath, jobId: key.jobId, from, to };
  const sequences = kinds.map((kind) => openSequence(key, kind, from, to));
  const rows = new Map<string, LogRow>();
  let pages = 0;
  let interruption: UpstreamError | undefined;
  for (let request = 0; places.left() > 0; request += 1) {
    // Kinds take turns, so that many rows of one never hide another.
    const sequence = nextOf(sequences, request);
    if (sequence?.path === undefined) break;
    try {
      const { path } = sequence;
      const { body } = await call.send({ operation, method: 'GET', path, isForMany: true, isAboutPeople: true });
      takePage(sequence, rows, body, paging);
      pages += 1;
    } catch (error) {
      if (error instanceof UpstreamError && shrink(sequence, error, key, { from, to })) continue;
      if (pages === 0 || !(error instanceof UpstreamError)) throw error;
      interruption = brokenOff(error);
      break;
    }
  }
  interruption ??= sequences.find(({ tooLarge }) => tooLarge)?.tooLarge;
  if (pages === 0 && interruption !== undefined) throw interruption;
  return { rows: newestFirst([...rows.values()]), ...extentOf(sequences, from, to), ...defined({ interruption }) };
}

/** How far the reading came. */
function extentOf(sequences: readonly Sequence[], from: string, to: string): Pick<LogReading, 'from' | 'truncated' | 'notUnderstood'> {
  const unread = sequences.filter(({ path }) => path !== undefined);
  const [reached] = unread
    .map((sequence) => sequence.reached)
    .sort()
    .reverse();
  const notUnderstood = sequences.reduce((sum, sequence) => sum + sequence.notUnderstood, 0);
  return { from: [reached ?? from, to].sort()[0] ?? to, truncated: unread.length > 0, notUnderstood };
}

function openSequence(key: JobKey, kind: RowKind, from: string, to: string): Sequence {
  return { kind, path: pathOf(key, kind, { from, to, pageSize: firstPageSize }), pageSize: firstPageSize, reached: to, notUnderstood: 0 };
}

/**
 * Begins anew with smaller pages where this one was too large, from the time that was reached. Links to pages hold their size, and the rows
 * of that very millisecond come twice. False where smaller ones are no way out.
 */
function shrink(sequence: Sequence, error: UpstreamError, key: JobKey, { from, to }: Pick<LogQuery, 'from' | 'to'>): boolean {
  const { kind, reached } = sequence;
  const pageSize = Math.floor(sequence.pageSize / shrinkBy);
  if (error.evidence.isTooLarge === undefined || pageSize === 0 || reached === notReached) return false;
  const before = reached < to ? isoOf(millisOf(reached) + 1) : to;
  Object.assign(sequence, { path: pathOf(key, kind, { from, to: before, pageSize }), pageSize, tooLarge: error });
  return true;
}

function nextOf(sequences: readonly Sequence[], request: number): Sequence | undefined {
  const open = sequences.filter(({ path }) => path !== undefined);
  return request < sequences.length ? (sequences[request] ?? open[0]) : open[request % Math.max(open.length, 1)];
}

function takePage(
  sequence: Sequence,
  rows: Map<string, LogRow>,
  body: unknown,
  { from, to, ...paging }: Paging & Pick<LogQuery, 'from' | 'to'> & { jobId: string },
): void {
  const page = readPage(body, paging);
  if (page.nextPath !== undefined && page.nextPath === sequence.path)
    throw malformedAnswer(operation, 'The pages of the collection form a loop.');
  const times: string[] = [];
  for (const [index, entry] of page.value.entries()) {
    const read = toLogRow(entry, paging.jobId, sequence.kind);
    if (read === undefined) sequence.notUnderstood += 1;
    if (read === undefined || read === 'otherwise') continue;
    times.push(read.row.at);
    // What is held back has a status too, by which it stands among the others; what is of another time was not asked for.
    const { kind, at, object } = read.row;
    if (kind !== sequence.kind || at < from || at > to) continue;
    // A page may repeat rows of the one before; rows of two objects are two, whatever they are called.
    rows.set(read.id === undefined ? `${sequence.path} ${index}` : JSON.stringify([read.id, at, object?.id]), read.row);
  }
  // Rows in another order than asked for say nothing of how far they reach.
  const isOrdered = times.every((at, index) => at <= (times[index - 1] ?? sequence.reached));
  sequence.reached = isOrdered ? (times.at(-1) ?? sequence.reached) : notReached;
  sequence.path = page.nextPath;
  delete sequence.tooLarge;
}

function pathOf(
  { jobId }: JobKey,
  kind: RowKind,
  { from, to, pageSize }: Pick<LogQuery, 'from' | 'to'> & Pick<Sequence, 'pageSize'>,
): string {
  const filter = [`jobId eq '${jobId.replaceAll("'", "''")}'`, filters[kind], `activityDateTime gt ${from}`, `activityDateTime lt ${to}`];
  const query = [`$filter=${encodeURIComponent(filter.join(' and '))}`, `$orderby=${encodeURIComponent('activityDateTime desc')}`];
  return `${collectionPath}?${query.join('&')}&$top=${pageSize}`;
}

function newestFirst(rows: LogRow[]): LogRow[] {
  return rows.sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
}
