import * as z from 'zod';
import { listStagedDeletes } from '../../../application/diagnose/list-staged-deletes.ts';
import { tellActions } from '../../../application/operate/request/tell-actions.ts';
import { judgeFreshness } from '../../../domain/job/health/freshness.ts';
import { stagedDeletesDocument } from '../../documents/job/staged-deletes-document.ts';
import { jobPath } from '../../schemas/common.ts';
import { StagedDeletes } from '../../schemas/job/staged-deletes.ts';
import { defineOperation } from '../define-operation.ts';

/** What of a job waits to be deleted, and the two ways out. */
export const listStagedDeletesOperation = defineOperation({
  id: 'list-staged-deletes',
  role: 'Reader',
  tag: 'Jobs',
  summary: 'List what waits to be deleted in one job',
  description:
    'For a job in quarantine because of `TooManyDeletes`: how many objects wait, by type, and the two ways that Microsoft describes, each with its request. Asked now of the provisioning log of Microsoft Graph, in at most five requests, and kept nowhere; Graph permits five in ten seconds a tenant: beyond that 503 with `Retry-After`. Each object counts once. Where the log may not be read there is no `value`, but `unavailable` with the reason.',
  path: jobPath,
  query: z.strictObject({ include: z.literal('names').optional().meta({ description: 'Shows the names of the examples too.' }) }),
  answers: { 200: { description: 'What waits.', schema: StagedDeletes } },
  problems: ['NotFound', 'UpstreamFailed'],
  async handle({ deps, caller, baseUrl, path, query }) {
    const { coolDownInMs, pollIntervalInMs } = deps.settings;
    const found = await listStagedDeletes(deps, path, caller.visible);
    const { record, observedAt, isWaiting } = found;
    const now = deps.clock.now();
    const current = isWaiting ? await deps.operations.findCurrent(path) : undefined;
    const freshness = judgeFreshness({ lastReadAt: observedAt, pollIntervalInMs, now });
    const facts = { job: record, reading: { observedAt, freshness }, current: current?.value, caller, coolDownInMs, now };
    const actions = isWaiting ? await tellActions(deps, facts) : [];
    const withNames = query.include === 'names';
    return {
      observedAt: () => observedAt,
      body: () => stagedDeletesDocument(found, { baseUrl, withNames, freshness, actions }),
    };
  },
});
