import { getJob } from '../../application/show/get-job.ts';
import { adviseJob } from '../../domain/job/advice/advice.ts';
import { explainJob } from '../../domain/job/advice/explain-job.ts';
import { adviseAfter } from '../../domain/operation/advise-after.ts';
import { asOf, isFinished } from '../../domain/operation/operation.ts';
import { tenantNameOf } from '../../domain/tenant/tenant.ts';
import { judgeJob } from '../../domain/view/judge-tenant.ts';
import { linkJob, summariseJob } from '../../domain/view/summarise-job.ts';
import { jobDocument } from '../documents/job-document.ts';
import { emptyQuery, jobPath } from '../schemas/common.ts';
import { Job } from '../schemas/job.ts';
import { defineOperation } from './define-operation.ts';

/** One job, read from its own partition. */
export const getJobOperation = defineOperation({
  id: 'get-job',
  role: 'Reader',
  tag: 'Jobs',
  summary: 'Get one job with its explanation and advice',
  path: jobPath,
  query: emptyQuery,
  answers: { 200: { description: 'The job.', schema: Job } },
  problems: ['NotFound'],
  async handle({ deps, now, caller, baseUrl, path }) {
    const stored = await getJob(deps, path, caller.tenants);
    const { row, record, incidentId } = stored;
    const facts = { row, tenantName: tenantNameOf(row), pollIntervalInMs: deps.settings.pollIntervalInMs, now };
    const current = await deps.operations.findCurrent(path);
    const operation = current && asOf(current.value, now);
    const activeOperationId = operation && !isFinished(operation) ? operation.operationId : undefined;
    const job = judgeJob(linkJob(summariseJob(record), incidentId, activeOperationId), facts);
    const { explanation } = job.reasons.length > 0 ? explainJob(await deps.catalogue.loadCatalogue(), record.snapshot) : {};
    // Advice from an old reading would be a guess: then the first step is to find out why there is no newer one.
    const readFailingSince = record.readFailingSince ?? (job.freshness === 'fresh' ? undefined : job.observedAt);
    const first = adviseJob({ snapshot: record.snapshot, ...(readFailingSince && { readFailingSince }) }, now);
    const advice = adviseAfter(first, operation, record.snapshot, now);
    return { body: () => jobDocument(job, stored, { baseUrl, explanation, advice, operation }) };
  },
});
