import * as z from 'zod';
import { cleanText } from '../../domain/clean-text.ts';
import type { MalformedJob } from '../../domain/job-read.ts';
import type { JobSnapshot } from '../../domain/synchronization-job.ts';
import { JobSchema } from './schema.ts';
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

function readJob(entry: unknown, jobId: string | undefined, jobs: JobSnapshot[], malformed: MalformedJob[]): void {
  try {
    jobs.push(toJobSnapshot(entry));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    malformed.push({ ...(jobId !== undefined && { jobId }), detail: describe(error) });
  }
}

const IdSchema = JobSchema.pick({ id: true });

function jobIdOf(entry: unknown): string | undefined {
  return IdSchema.safeParse(entry).data?.id;
}

// Names the fields only: their values are Graph's and may be anything.
function describe(error: z.ZodError): string {
  const faults = error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'entry'}: ${issue.message}`);
  return cleanText(`The job could not be understood: ${faults.join('; ')}`);
}
