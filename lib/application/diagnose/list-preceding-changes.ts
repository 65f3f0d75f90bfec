import type { Visibility } from '../../domain/access/visibility.ts';
import { NotFoundError, UpstreamError } from '../../domain/errors.ts';
import { type CountedChange, newestChanges, windowBefore } from '../../domain/incident/preceding-change.ts';
import { kindOf, kindsWithAgents } from '../../domain/job/kind/job-kind.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import { defined } from '../../domain/optional.ts';
import { judgeUnavailable, logsKeptSince, type Unavailable } from '../../domain/unavailable.ts';
import type { DirectoryAuditLog, DirectoryAuditReading } from '../ports/directory-audit-log.ts';
import type { Ports } from '../ports/ports.ts';
import { requireGraphOpen } from '../tenant/live/require-graph-open.ts';
import { readOwnChanges } from '../tenant/own-changes.ts';
import { findIncident } from '../tenant/visible/find-incident.ts';
import { findJob, type StoredJob } from '../tenant/visible/find-job.ts';

export interface PrecedingChanges {
  /** When it broke, and the time before in which changes are looked for, UTC ISO. */
  window: { from: string; to: string };
  shown: CountedChange[];
  more: number;
  /** Since when this service knows the job, where that is within the window or after it, UTC ISO. */
  watchedSince?: string;
  /** Times of the window in which this service did not read the tenant. */
  gaps: number;
  auditLog: Omit<DirectoryAuditReading, 'changes'> | { unavailable: Unavailable };
}

type Deps = Pick<Ports, 'clock' | 'state' | 'fleet' | 'tenants' | 'audit'> & { directoryAuditLog: DirectoryAuditLog };

/** https://learn.microsoft.com/graph/api/directoryaudit-list#permissions and its licence. */
const needs = { permission: 'AuditLog.Read.All together with Directory.Read.All', licence: 'Microsoft Entra ID P1 or P2' };

/**
 * What was changed about the job of an incident in the day before it broke: what this service saw or did, and what the directory's audit
 * log says now. Where that may not be read the answer says why; it is kept nowhere.
 * @throws NotFoundError as for the incident, and where it is of no job or the job is gone; UpstreamError `throttled` while Graph is to be left alone, and for
 * every failure that says nothing of rights.
 */
export async function listPrecedingChanges(deps: Deps, incidentId: string, visible: Visibility): Promise<PrecedingChanges> {
  const { tenantId, scope, ...incident } = await findIncident(deps, incidentId, visible);
  if (scope.kind !== 'job') throw new NotFoundError('The job of the incident');
  const key = { tenantId, servicePrincipalId: scope.servicePrincipalId, jobId: scope.jobId };
  const job = await findJob(deps, key, visible);
  const window = windowBefore(incident, job.record);
  const [own, first, gaps, audited] = await Promise.all([
    readOwnChanges(deps, key, window),
    deps.state.getFirstEvent(key),
    deps.state.listGaps(tenantId, window),
    readAudited(deps, key, job, window),
  ]);
  const { changes = [], ...auditLog } = audited;
  const watchedSince = first !== undefined && first.at > window.from ? first.at : undefined;
  return { window, ...newestChanges([...own, ...changes]), gaps: gaps.length, auditLog, ...defined({ watchedSince }) };
}

type Audited = (DirectoryAuditReading & { unavailable?: never }) | { unavailable: Unavailable; changes?: never };

async function readAudited(
  { clock, directoryAuditLog }: Deps,
  { tenantId, servicePrincipalId, jobId }: JobKey,
  { record, row }: StoredJob,
  window: { from: string; to: string },
): Promise<Audited> {
  const now = clock.now();
  const keptSince = logsKeptSince(now);
  if (window.to <= keptSince) return { unavailable: { reason: 'notKept' } };
  requireGraphOpen(row, 'readDirectoryAudits', now);
  const withAgents = kindsWithAgents.includes(kindOf({ ...record.snapshot, jobId }));
  const from = window.from > keptSince ? window.from : keptSince;
  try {
    return await directoryAuditLog.read(tenantId, { servicePrincipalId, withAgents, from, to: window.to });
  } catch (error) {
    const unavailable = error instanceof UpstreamError ? judgeUnavailable(error.evidence, needs) : undefined;
    if (unavailable === undefined) throw error;
    return { unavailable };
  }
}
