import { tellActions } from '../../../application/operate/request/tell-actions.ts';
import { readingTimes } from '../../../application/show/fleet/observed-at.ts';
import { getJob } from '../../../application/show/jobs/get-job.ts';
import { jobDocument } from '../../documents/job/job-document.ts';
import { emptyQuery, jobPath } from '../../schemas/common.ts';
import { Job } from '../../schemas/job/job.ts';
import { defineOperation } from '../define-operation.ts';

/** One job, read from its own partition. */
export const getJobOperation = defineOperation({
  id: 'get-job',
  role: 'Reader',
  tag: 'Jobs',
  summary: 'Get one job with its explanation and advice',
  description:
    'The state as Microsoft Graph named it at the last reading, the health with its reasons, what the error means, what to do about it, the exact request for that where this service can do it, and for each action whether the caller may ask for it now, why not, and what it costs.',
  path: jobPath,
  query: emptyQuery,
  answers: { 200: { description: 'The job.', schema: Job } },
  problems: ['NotFound'],
  async handle({ deps, caller, baseUrl, path }) {
    const shown = await getJob(deps, path, { visible: caller.visible, pollIntervalInMs: deps.settings.pollIntervalInMs });
    const { record, operation: current, now } = shown;
    const actions = await tellActions(deps, {
      job: record,
      reading: shown.job,
      current,
      caller,
      coolDownInMs: deps.settings.coolDownInMs,
      now,
    });
    return { readAt: () => readingTimes([shown.job]), body: () => jobDocument(shown, actions, baseUrl) };
  },
});
