import { sees, type Visibility } from '../../../domain/access/visibility.ts';
import { NotFoundError } from '../../../domain/errors.ts';
import type { JobRecord } from '../../../domain/job/record/job-record.ts';
import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import { isWatched, type WatchedRow } from '../../../domain/tenant/tenant.ts';
import type { Ports } from '../../ports/ports.ts';

export interface StoredJob {
  row: WatchedRow;
  record: JobRecord;
}

/**
 * One job as it is stored. A removed one is still found: its history stays.
 * @throws NotFoundError when it never was there, is not visible, or its tenant is not watched.
 */
export async function findJob(deps: Pick<Ports, 'state' | 'fleet'>, key: JobKey, visible: Visibility): Promise<StoredJob> {
  if (!sees(visible, key)) throw new NotFoundError('The job');
  const [fleet, record] = await Promise.all([deps.fleet.get(key.tenantId), deps.state.getJob(key)]);
  if (fleet === undefined || !isWatched(fleet.value) || record === undefined) throw new NotFoundError('The job');
  return { row: fleet.value, record: record.value };
}
