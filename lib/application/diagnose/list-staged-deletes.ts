import type { Visibility } from '../../domain/access/visibility.ts';
import { NotFoundError } from '../../domain/errors.ts';
import { holdsBackDeletes } from '../../domain/job/failing/staged-deletes.ts';
import { lastReadAt } from '../../domain/job/health/freshness.ts';
import type { JobRecord } from '../../domain/job/record/job-record.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import type { Unavailable } from '../../domain/unavailable.ts';
import type { Ports } from '../ports/ports.ts';
import type { LogDeps } from '../tenant/live/ask-log.ts';
import { readStagedDeletes, type StagedDeletesRead } from '../tenant/live/read-staged-deletes.ts';
import { findJob } from '../tenant/visible/find-job.ts';

export interface WaitingDeletes {
  record: JobRecord;
  /** Whether the protection against accidental deletions holds the job, as it was read last. */
  isWaiting: boolean;
  /** When that was, UTC ISO. */
  observedAt: string | undefined;
  staged: StagedDeletesRead | { unavailable: Unavailable };
}

/**
 * What waits to be deleted in one job, read from the provisioning log now and kept nowhere. Where the log may not be read it says why, and is
 * no empty list.
 * @throws NotFoundError as for the job; UpstreamError `throttled` while Graph is to be left alone, and for every failure that says nothing
 * of rights.
 */
export async function listStagedDeletes(
  deps: LogDeps & Pick<Ports, 'state' | 'fleet'>,
  key: JobKey,
  visible: Visibility,
): Promise<WaitingDeletes> {
  const { record, row } = await findJob(deps, key, visible);
  if (record.removedAt !== undefined) throw new NotFoundError('The job');
  const { snapshot } = record;
  const staged = await readStagedDeletes(deps, { key, snapshot, notBefore: row.graphNotBefore });
  return { record, isWaiting: holdsBackDeletes(snapshot), observedAt: lastReadAt(record, row), staged };
}
