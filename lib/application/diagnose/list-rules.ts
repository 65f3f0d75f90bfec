import type { Visibility } from '../../domain/access/visibility.ts';
import { NotFoundError, UpstreamError } from '../../domain/errors.ts';
import { kindOf } from '../../domain/job/kind/job-kind.ts';
import type { RuleReading } from '../../domain/job/rules/synchronization-rule.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';
import { type SubjectSource, subjectSourceOf } from '../../domain/operation/provision-subject.ts';
import { judgeUnavailable, type Unavailable } from '../../domain/unavailable.ts';
import type { Ports } from '../ports/ports.ts';
import { requireGraphOpen } from '../tenant/live/require-graph-open.ts';
import { findJob } from '../tenant/visible/find-job.ts';
import type { KeptRules } from './keep-rules.ts';

type Deps = Pick<Ports, 'clock' | 'state' | 'fleet'> & { rules: KeptRules };

/** The rules, and by what the job knows the objects that are provisioned by them. */
export type ListedRules = { source: SubjectSource } & (RuleReading | { unavailable: Unavailable });

const needs = { permission: 'Synchronization.Read.All' };

/**
 * The rules of one job, not older than an hour. Where its schema may not be read the answer says why, and is no empty list.
 * @throws NotFoundError as for the job, and where Graph knows it no more; UpstreamError `throttled` while Graph is to be left alone, and for
 * every failure that says nothing of rights.
 */
export async function listRules(deps: Deps, key: JobKey, visible: Visibility): Promise<ListedRules> {
  const { record, row } = await findJob(deps, key, visible);
  if (record.removedAt !== undefined) throw new NotFoundError('The job');
  const source = subjectSourceOf(kindOf({ ...record.snapshot, jobId: record.jobId }));
  try {
    return { source, ...(await deps.rules.read(key, () => requireGraphOpen(row, 'readRules', deps.clock.now()))) };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (error.evidence.service === 'graph' && error.evidence.reason === 'notFound') throw new NotFoundError('The job');
    const unavailable = judgeUnavailable(error.evidence, needs);
    if (unavailable === undefined) throw error;
    return { source, unavailable };
  }
}
