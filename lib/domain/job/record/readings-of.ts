import { isGone, type TargetRead } from '../job-read.ts';
import type { JobReading } from './job-reading.ts';

/** One reading per job: those of the list, and the known ones that the list lacks. A service principal that is gone has an empty list. */
export function readingsOf(knownJobIds: Iterable<string>, read: TargetRead): Map<string, JobReading> {
  const { observedAt } = read;
  const readings = new Map<string, JobReading>();
  const unlisted: JobReading =
    read.ok || isGone(read) ? { kind: 'missing', observedAt } : { kind: 'failed', observedAt, failure: read.failure };
  for (const jobId of knownJobIds) readings.set(jobId, unlisted);
  if (!read.ok) return readings;
  for (const { jobId, detail } of read.malformed) {
    if (jobId !== undefined) readings.set(jobId, { kind: 'malformed', observedAt, detail });
  }
  for (const snapshot of read.jobs) readings.set(snapshot.jobId, { kind: 'snapshot', observedAt, snapshot });
  // An entry without a readable id may be any of those that seem to be missing.
  const nameless = read.malformed.find(({ jobId }) => jobId === undefined);
  if (nameless === undefined) return readings;
  return new Map(
    [...readings].map(([jobId, reading]) => [
      jobId,
      reading.kind === 'missing' ? { kind: 'malformed', observedAt, detail: nameless.detail } : reading,
    ]),
  );
}
