import { cleanText } from '../../../domain/clean-text.ts';
import type { MalformedJob } from '../../../domain/job/job-read.ts';
import type { JobSnapshot } from '../../../domain/job/synchronization-job.ts';
import { MalformedJobError } from './malformed-job-error.ts';
import { JobIdSchema } from './schema.ts';
import { toJobSnapshot } from './to-job-snapshot.ts';

/** The jobs of one list. What cannot be understood, or bears an id twice, is named beside the good ones and never shown as a job. */
export function toJobList(entries: readonly unknown[]): { jobs: JobSnapshot[]; malformed: MalformedJob[] } {
  const jobs: JobSnapshot[] = [];
  const malformed: MalformedJob[] = [];
  const byId = Map.groupBy(entries, jobIdOf);
  for (const [jobId, group] of byId) {
    if (jobId !== undefined && group.length > 1) malformed.push({ jobId, detail: `The list holds this id ${group.length} times.` });
    else for (const entry of group) readJob(entry, jobId, jobs, malformed);
  }
  return { jobs, malformed };
}

function jobIdOf(entry: unknown): string | undefined {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? JobIdSchema.safeParse(entry.id).data : undefined;
}

function readJob(entry: unknown, jobId: string | undefined, jobs: JobSnapshot[], malformed: MalformedJob[]): void {
  try {
    jobs.push(toJobSnapshot(entry));
  } catch (error) {
    if (!(error instanceof MalformedJobError)) throw error;
    malformed.push({ ...(jobId !== undefined && { jobId }), detail: describe(error) });
  }
}

// Names the fields only: their values are Graph's and may be anything.
function describe({ faults }: MalformedJobError): string {
  return cleanText(`The job could not be understood: ${faults.slice(0, 5).join('; ')}`);
}
