import { isVisible, type VisibleTenants } from '../../domain/access/visible-tenants.ts';
import { jobConditions } from '../../domain/condition.ts';
import { NotFoundError } from '../../domain/errors.ts';
import type { JobRecord } from '../../domain/job/record/job-record.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import { isWatched, type WatchedRow } from '../../domain/tenant/tenant.ts';
import type { Ports } from '../ports/ports.ts';
import { incidentHash } from '../tenant/identifiers.ts';

export interface StoredJob {
  row: WatchedRow;
  record: JobRecord;
}

export interface ShownJob extends StoredJob {
  /** The open incident of the gravest condition. */
  incidentId?: string;
}

/**
 * One job by point reads in its partition: never from a cache.
 * @throws NotFoundError when it does not exist, was removed, or its tenant is not visible or not watched.
 */
export async function getJob(deps: Pick<Ports, 'state' | 'fleet'>, key: JobKey, visible: VisibleTenants): Promise<ShownJob> {
  const [stored, incidentId] = await Promise.all([findJob(deps, key, visible), findIncidentId(deps, key, visible)]);
  if (stored.record.removedAt !== undefined) throw new NotFoundError('The job');
  return { ...stored, ...(incidentId && { incidentId }) };
}

async function findIncidentId(deps: Pick<Ports, 'state'>, key: JobKey, visible: VisibleTenants): Promise<string | undefined> {
  if (!isVisible(visible, key.tenantId)) return undefined;
  const { tenantId, servicePrincipalId, jobId } = key;
  const hashes = jobConditions.map((condition) => incidentHash({ kind: 'job', servicePrincipalId, jobId }, condition));
  const stored = await Promise.all(hashes.map((hash) => deps.state.getIncident(tenantId, hash)));
  const open = stored.map((incident) => incident?.value).find((current) => current?.state === 'open');
  return open?.incidentId;
}

/** As `getJob`, but a removed job is still found: its history stays. */
export async function findJob(deps: Pick<Ports, 'state' | 'fleet'>, key: JobKey, visible: VisibleTenants): Promise<StoredJob> {
  if (!isVisible(visible, key.tenantId)) throw new NotFoundError('The job');
  const [fleet, record] = await Promise.all([deps.fleet.get(key.tenantId), deps.state.getJob(key)]);
  if (fleet === undefined || !isWatched(fleet.value) || record === undefined) throw new NotFoundError('The job');
  return { row: fleet.value, record: record.value };
}
