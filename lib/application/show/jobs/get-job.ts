import { sees, type Visibility } from '../../../domain/access/visibility.ts';
import type { Explanation } from '../../../domain/catalogue/explanation.ts';
import { incidentConditions } from '../../../domain/condition.ts';
import { NotFoundError } from '../../../domain/errors.ts';
import type { OpenIncident } from '../../../domain/incident/incident.ts';
import { adviseJob } from '../../../domain/job/advice/advice.ts';
import { explainSpeaker } from '../../../domain/job/advice/explain-job.ts';
import type { Speaker } from '../../../domain/job/advice/find-speaker.ts';
import { figureOf } from '../../../domain/job/advice/job-figure.ts';
import { createSpeakers } from '../../../domain/job/advice/speak.ts';
import { type Trend, trendOf, trendStart } from '../../../domain/job/health/trend.ts';
import type { JobRecord } from '../../../domain/job/record/job-record.ts';
import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import { adviseAfter, type InformedAdvice } from '../../../domain/operation/advise-after.ts';
import { acceptedPostAt, asOf, type OperationRecord } from '../../../domain/operation/operation.ts';
import { defined } from '../../../domain/optional.ts';
import { tenantNameOf } from '../../../domain/tenant/tenant.ts';
import { judgeJob, type ListedJob } from '../../../domain/view/judge-tenant.ts';
import { linkJob, summariseJob } from '../../../domain/view/summarise-job.ts';
import type { Ports } from '../../ports/ports.ts';
import { incidentHash } from '../../tenant/identifiers.ts';
import { findJob, type StoredJob } from '../../tenant/visible/find-job.ts';
import type { CatalogueReader } from '../knowledge/catalogue-reader.ts';
import { type ToldFailing, tellFailing } from './tell-failing.ts';
import { presentGap, tenantGaps } from './unread-times.ts';

/** One job with everything that is known of it, judged at one moment. */
export interface ShownJob extends StoredJob {
  job: ListedJob;
  /** Absent where nothing is wrong with the job. */
  explanation: Explanation | undefined;
  advice: InformedAdvice;
  /** The job's current or last operation. */
  operation: OperationRecord | undefined;
  /** Of the last 48 hours, from the job's row. */
  trend: Trend;
  /** What of its objects fails and why, as it was counted last; absent where nobody counted lately. */
  failing: ToldFailing | undefined;
  /** When it was first seen; absent where that is longer ago than what is kept. */
  watchedSince: string | undefined;
  /** When it was judged, milliseconds since the epoch. */
  now: number;
}

type Deps = Pick<Ports, 'clock' | 'state' | 'fleet' | 'operations'> & { catalogue: CatalogueReader };

/**
 * One job by point reads in its partition: never from a cache.
 * @throws NotFoundError when it does not exist, was removed, is not visible, or its tenant is not watched.
 */
export async function getJob(
  deps: Deps,
  key: JobKey,
  { visible, pollIntervalInMs }: { visible: Visibility; pollIntervalInMs: number },
): Promise<ShownJob> {
  const now = deps.clock.now();
  const [stored, incident] = await Promise.all([findJob(deps, key, visible), findIncident(deps, key, visible)]);
  const { row, record } = stored;
  if (record.removedAt !== undefined) throw new NotFoundError('The job');
  const from = trendStart(now);
  const [current, first, gaps] = await Promise.all([
    deps.operations.findCurrent(key),
    deps.state.getFirstEvent(key),
    tenantGaps(deps, key.tenantId, { from }),
  ]);
  const operation = current && asOf(current.value, now);
  const linked = linkJob(summariseJob(record), incident?.incidentId, operation);
  const incidents = new Map(incident && [[incident.incidentId, incident]]);
  const job = judgeJob(linked, { row, tenantName: tenantNameOf(row), pollIntervalInMs, now, incidents });
  const speaker = job.reasons.length === 0 ? undefined : await speakerOf(deps.catalogue, job);
  const explanation = speaker && explainSpeaker(speaker);
  const unread = [...gaps, ...(record.gaps ?? []), ...presentGap(record, row, job.freshness)];
  const trend = trendOf({ samples: record.samples, failing: record.failing, events: [], gaps: unread, from });
  const failing = job.reasons.length === 0 ? undefined : await tellFailing(deps.catalogue, record, now);
  const advice = adviseShown(speaker, { job, record, operation, now });
  return { ...stored, job, explanation, advice, operation, trend, failing, watchedSince: first?.at, now };
}

async function speakerOf(catalogue: CatalogueReader, job: ListedJob): Promise<Speaker | undefined> {
  const [known, readText] = await Promise.all([catalogue.loadCatalogue(), catalogue.loadTextExplainer()]);
  return createSpeakers(known, readText)(figureOf(job));
}

interface Known extends Pick<ShownJob, 'operation' | 'now'> {
  job: ListedJob;
  record: JobRecord;
}

/** What to do about a job for which somebody speaks, after what was done before. */
export function adviseShown(speaker: Speaker | undefined, { job, record, operation, now }: Known): InformedAdvice {
  const readFailingSince = record.readFailingSince ?? (job.freshness === 'fresh' ? undefined : job.observedAt);
  const first = adviseJob(speaker, { ...record, ...defined({ readFailingSince, postedAt: acceptedPostAt(operation) }) }, now);
  return adviseAfter(first, operation, record.snapshot, now);
}

async function findIncident(deps: Pick<Ports, 'state'>, key: JobKey, visible: Visibility): Promise<OpenIncident | undefined> {
  if (!sees(visible, key)) return undefined;
  const { tenantId, servicePrincipalId, jobId } = key;
  const hashes = incidentConditions.map((condition) => incidentHash({ kind: 'job', servicePrincipalId, jobId }, condition));
  const stored = await Promise.all(hashes.map((hash) => deps.state.getIncident(tenantId, hash)));
  // The conditions are in order: the first is the gravest.
  return stored.map((incident) => incident?.value).find((current): current is OpenIncident => current?.state === 'open');
}
