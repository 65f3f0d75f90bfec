import { createExplainer } from '../../lib/application/show/jobs/explain-listed.ts';
import { createCatalogue } from '../../lib/domain/catalogue/catalogue.ts';
import type { Explanation } from '../../lib/domain/catalogue/explanation.ts';
import { createTextExplainer } from '../../lib/domain/catalogue/text/explain-text.ts';
import { type Advice, adviseJob } from '../../lib/domain/job/advice/advice.ts';
import { explainSpeaker } from '../../lib/domain/job/advice/explain-job.ts';
import type { Speaker } from '../../lib/domain/job/advice/find-speaker.ts';
import { figureOf } from '../../lib/domain/job/advice/job-figure.ts';
import { createSpeakers } from '../../lib/domain/job/advice/speak.ts';
import { assessHealth } from '../../lib/domain/job/health/assess-health.ts';
import type { JobRecord } from '../../lib/domain/job/record/job-record.ts';
import type { JobSnapshot } from '../../lib/domain/job/synchronization-job.ts';
import { judgeJob } from '../../lib/domain/view/judge-tenant.ts';
import { summariseJob } from '../../lib/domain/view/summarise-job.ts';

export const catalogue = await createCatalogue().loadCatalogue();
const readText = createTextExplainer(catalogue);
export const speakers = createSpeakers(catalogue, readText);

export type JobFacts = { snapshot: JobSnapshot } & Partial<Pick<JobRecord, 'marks' | 'samples' | 'readFailingSince' | 'readFailure'>>;

/** The record of a job that was read once, at `now`. */
export function recordOf(facts: JobFacts, now: number): JobRecord {
  const { snapshot, samples = [] } = facts;
  const at = new Date(now).toISOString();
  const { health, reasons } = assessHealth({ ...facts, samples, now });
  const key = { tenantId: 'tenant', servicePrincipalId: 'sp', jobId: snapshot.jobId };
  const empty = { flips: [], counts: {}, seq: 1, since: at, observedAt: at };
  return { v: 1, ...key, displayName: 'Zendesk', ...empty, ...facts, samples, health, reasons };
}

function speakerOf(facts: JobFacts, now: number): Speaker | undefined {
  return speakers(figureOf(summariseJob(recordOf(facts, now))));
}

/** How the row of a job in a list explains it, that was read at `now`; the filter by actor goes by it. */
export function listedExplanationFor(facts: JobFacts, now: number): Explanation | undefined {
  const at = new Date(now).toISOString();
  const row = { tenantId: 'tenant', lastCompletedAt: at, completedUntil: at };
  const job = judgeJob(summariseJob(recordOf(facts, now)), { row, tenantName: 'Contoso', pollIntervalInMs: 300_000, now });
  return createExplainer(catalogue, readText, { now: () => now })(job).explanation;
}

/** What is advised for a job that was read at `now`. */
export function adviceFor(facts: JobFacts, now: number): Advice {
  return adviseJob(speakerOf(facts, now), facts, now);
}

/** How a job that was read at `now` is explained. */
export function explanationFor(facts: JobFacts, now: number): Explanation | undefined {
  const speaker = speakerOf(facts, now);
  return speaker && explainSpeaker(speaker);
}
