import { holdsBackDeletes, type StagedDeletes, stagedSince, tallyStagedDeletes } from '../../../domain/job/failing/staged-deletes.ts';
import type { JobKey, JobSnapshot } from '../../../domain/job/synchronization-job.ts';
import { isoOf, laterOf } from '../../../domain/time.ts';
import { logsKeptSince, type Unavailable } from '../../../domain/unavailable.ts';
import { askLog, type LogDeps } from './ask-log.ts';

export interface StagedDeletesRead extends StagedDeletes {
  read: { rows: number; notUnderstood: number; from: string; to: string };
  truncated: boolean;
}

/** The job as it was read last, and until when Graph is to be left alone. */
interface StagedJob {
  key: JobKey;
  snapshot: Pick<JobSnapshot, 'quarantine'>;
  notBefore: string | undefined;
}

/**
 * What waits to be deleted in a job, read from its provisioning log now.
 * @throws UpstreamError as `askLog` does, and for a reading that broke off: half of it would be another number each time.
 */
export async function readStagedDeletes(
  deps: LogDeps,
  { key, snapshot, notBefore }: StagedJob,
): Promise<StagedDeletesRead | { unavailable: Unavailable }> {
  const now = deps.clock.now();
  const to = isoOf(now);
  const [since, keptSince] = [stagedSince(snapshot, now), logsKeptSince(now)];
  const reading = await askLog(deps, key, { from: laterOf(since, keptSince), to, kinds: ['stagedDelete'], notBefore });
  if ('unavailable' in reading) return reading;
  const { rows: all, truncated, notUnderstood, from, interruption } = reading;
  if (interruption !== undefined) throw interruption;
  const rows = all.filter(({ kind }) => kind === 'stagedDelete');
  const tally = tallyStagedDeletes({ rows, truncated, notUnderstood, notKept: since < keptSince }, holdsBackDeletes(snapshot));
  return { ...tally, read: { rows: rows.length, notUnderstood, from, to }, truncated };
}

/** What an operation is bound to: the number, `null` where nobody can count, with what was counted at least. */
export function figureOf(read: Awaited<ReturnType<typeof readStagedDeletes>>): Pick<StagedDeletes, 'figure' | 'atLeast' | 'lastAt'> {
  return 'unavailable' in read ? { figure: null } : read;
}
