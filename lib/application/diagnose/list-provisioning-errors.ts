import type { Visibility } from '../../domain/access/visibility.ts';
import type { Catalogue } from '../../domain/catalogue/build-catalogue.ts';
import type { Explanation } from '../../domain/catalogue/explanation.ts';
import type { JobEvent } from '../../domain/job/event.ts';
import { type CauseState, causeState, type ReadWindow } from '../../domain/job/failing/cause-state.ts';
import { type ComparisonTime, comparisonTime, loggedUntil } from '../../domain/job/failing/comparison-time.ts';
import { explainCause } from '../../domain/job/failing/explain-cause.ts';
import { type CauseRows, countObjects, examplesOf, groupRows, mayBeMore } from '../../domain/job/failing/group-rows.ts';
import type { LoggedObject, LogRow, RowKind } from '../../domain/job/failing/log-row.ts';
import { failedTimes, loggedRuns } from '../../domain/job/failing/logged-runs.ts';
import { knownRuns, type Run } from '../../domain/job/known-runs.ts';
import type { JobRecord } from '../../domain/job/record/job-record.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import { defined } from '../../domain/optional.ts';
import { dayInMs, earlierOf, isoOf, laterOf, millisOf } from '../../domain/time.ts';
import { logsKeptSince, type Unavailable } from '../../domain/unavailable.ts';
import type { Ports } from '../ports/ports.ts';
import type { LogReading } from '../ports/provisioning-log.ts';
import { askLog, type LogDeps } from '../tenant/live/ask-log.ts';
import type { Sharing } from '../tenant/live/share-running.ts';
import { findJob } from '../tenant/visible/find-job.ts';

export interface FailingCause {
  kind: RowKind;
  code: string;
  step?: string;
  attribute?: string;
  explanation: Explanation;
  /** Rows of the log. */
  count: number;
  /** Different objects in them. */
  objects: number;
  /** Set where there may be more of them: some of the rows name none. */
  atLeast?: true;
  state: CauseState;
  /** UTC ISO, as is `lastSeen`. */
  firstSeen: string;
  lastSeen: string;
  examples: LoggedObject[];
}

export interface FailingObjects {
  causes: FailingCause[];
  read: { rows: number; notUnderstood: number; from: string; to: string; notKept?: true };
  truncated: boolean;
  /** Absent where there is nothing to compare. */
  compared?: ComparisonTime;
  /** UTC ISO; of what happened later rows may not have reached the log yet. */
  loggedUntil: string;
}

export interface FailingQuery {
  /** UTC ISO; a day before `to` unless given. */
  from?: string | undefined;
  /** UTC ISO; now unless given, and never later. */
  to?: string | undefined;
  /** UTC ISO; as `comparisonTime` says unless given. */
  comparedAt?: string | undefined;
  kinds: readonly RowKind[];
}

/** The newest changes of a job; each shows runs that its row no longer does. */
const mostEvents = 200;

/** One reading of the log, and until when it asked. */
interface AskedLog {
  reading: LogReading | { unavailable: Unavailable };
  to: string;
}

export type LogSharing = Sharing<AskedLog>;

type Deps = LogDeps & Pick<Ports, 'state' | 'fleet'> & { loadCatalogue(): Promise<Catalogue>; shareLog: LogSharing };

/**
 * The objects of one job that fail, are skipped or wait to be deleted, by root cause, read from the provisioning log now and kept nowhere.
 * Where the log may not be read the answer says why, and is no empty list. Who asks the same of a job at the same time gets what is just being
 * read, as the limit permits no second reading: up to when that began, as `read.to` says.
 * @throws NotFoundError as for the job; UpstreamError `throttled` while Graph is to be left alone, for every failure that says nothing of
 * rights, and for a reading that broke off: what was not asked would read as none.
 */
export async function listProvisioningErrors(
  deps: Deps,
  key: JobKey,
  query: FailingQuery,
  visible: Visibility,
): Promise<FailingObjects | { unavailable: Unavailable }> {
  const { record, row } = await findJob(deps, key, visible);
  const now = deps.clock.now();
  const until = earlierOf(isoOf(now), query.to);
  const asked = query.from ?? isoOf(millisOf(until) - dayInMs);
  const keptSince = logsKeptSince(now);
  if (until <= keptSince) return { unavailable: { reason: 'notKept' } };
  const wanted = { from: laterOf(asked, keptSince), to: until, kinds: query.kinds, notBefore: row.graphNotBefore };
  const { reading, to } = await deps.shareLog(nameOf(key, query), async () => ({ reading: await askLog(deps, key, wanted), to: until }));
  if ('unavailable' in reading) return reading;
  const { rows, truncated, notUnderstood, interruption } = reading;
  if (interruption !== undefined) throw interruption;
  const read = { rows: rows.length, notUnderstood, from: reading.from, to, ...(asked < keptSince && { notKept: true as const }) };
  const [history, catalogue] = await Promise.all([
    deps.state.listEvents(key, { from: read.from, pageSize: mostEvents }),
    deps.loadCatalogue(),
  ]);
  const runs = runsOf(record, history.value, rows);
  const usual = () => comparisonTime({ snapshot: record.snapshot, runs, from: read.from, to, now });
  const compared: ComparisonTime | undefined = query.comparedAt === undefined ? usual() : { at: query.comparedAt, by: 'request' };
  const window = { from: read.from, to, truncated, notUnderstood, runs, ...defined({ comparedAt: compared?.at }) };
  const causes = groupRows(rows).map((group) => describeCause(group, window, catalogue));
  return { causes, read, truncated, loggedUntil: loggedUntil(to, now), ...defined({ compared }) };
}

// As it was asked: the last day of two people who look at the same moment is the same.
function nameOf({ tenantId, servicePrincipalId, jobId }: JobKey, { from, to, kinds }: FailingQuery): string {
  return JSON.stringify([tenantId, servicePrincipalId, jobId, from, to, kinds]);
}

// The log shows runs that nobody saw, the readings those that left no row in it.
function runsOf({ snapshot, earlierRuns = [] }: JobRecord, newestFirst: readonly JobEvent[], rows: readonly LogRow[]): Run[] {
  const seen = [snapshot, ...newestFirst.flatMap((event) => event.snapshot ?? [])];
  return [...knownRuns(seen), ...earlierRuns, ...loggedRuns(rows, failedTimes(newestFirst.toReversed(), snapshot))];
}

function describeCause({ rows, ...cause }: CauseRows, window: ReadWindow, catalogue: Catalogue): FailingCause {
  const times = rows.map(({ at }) => at).sort();
  return {
    ...cause,
    explanation: explainCause(catalogue, cause.kind, cause.code),
    count: rows.length,
    objects: countObjects(rows),
    ...(mayBeMore(rows) && { atLeast: true as const }),
    state: causeState(rows, window),
    firstSeen: times[0] ?? window.to,
    lastSeen: times.at(-1) ?? window.to,
    examples: examplesOf(rows),
  };
}
