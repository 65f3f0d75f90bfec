import type { LogPace, LogQuery, LogReading, ProvisioningLog } from '../../application/ports/provisioning-log.ts';
import { UpstreamError } from '../../domain/errors.ts';
import type { LogRow, RowKind } from '../../domain/job/failing/log-row.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import { defined } from '../../domain/optional.ts';
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
const pageSize = 1000;

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
  /** Everything from here on was read, UTC ISO. */
  reached: string;
  notUnderstood: number;
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
  const paging = { operation, baseUrl: client.baseUrl, pathPrefix: collectionPath };
  const sequences = kinds.map((kind): Sequence => ({ kind, path: pathOf(key, kind, from, to), reached: to, notUnderstood: 0 }));
  const rows = new Map<string, LogRow>();
  let interruption: UpstreamError | undefined;
  for (let request = 0; places.left() > 0; request += 1) {
    // Kinds take turns, so that many rows of one never hide another.
    const sequence = nextOf(sequences, request);
    if (sequence?.path === undefined) break;
    try {
      const { path } = sequence;
      const { body } = await call.send({ operation, method: 'GET', path, isForMany: true, isAboutPeople: true });
      takePage(sequence, rows, body, { ...paging, jobId: key.jobId, from, to });
    } catch (error) {
      if (request === 0 || !(error instanceof UpstreamError)) throw error;
      interruption = brokenOff(error);
      break;
    }
  }
  const unread = sequences.filter(({ path }) => path !== undefined);
  const [reached] = unread
    .map((sequence) => sequence.reached)
    .sort()
    .reverse();
  const notUnderstood = sequences.reduce((sum, sequence) => sum + sequence.notUnderstood, 0);
  return {
    rows: newestFirst([...rows.values()]),
    from: [reached ?? from, to].sort()[0] ?? to,
    truncated: unread.length > 0,
    ...defined({ interruption }),
    notUnderstood,
  };
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
}

function pathOf({ jobId }: JobKey, kind: RowKind, from: string, to: string): string {
  const filter = [`jobId eq '${jobId.replaceAll("'", "''")}'`, filters[kind], `activityDateTime gt ${from}`, `activityDateTime lt ${to}`];
  const query = [`$filter=${encodeURIComponent(filter.join(' and '))}`, `$orderby=${encodeURIComponent('activityDateTime desc')}`];
  return `${collectionPath}?${query.join('&')}&$top=${pageSize}`;
}

function newestFirst(rows: LogRow[]): LogRow[] {
  return rows.sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
}
