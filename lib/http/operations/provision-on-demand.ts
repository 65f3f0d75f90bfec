import * as z from 'zod';
import { hashSubject } from '../../application/operate/operation-hash.ts';
import { keptName } from '../schemas/common.ts';
import { actionFields, defineJobAction } from './define-job-action.ts';

// https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand
const subject = z.strictObject({ objectId: z.string().min(1).max(1_000), objectTypeName: keptName(100) });

/** Provisions single objects now. */
export const provisionOnDemandOperation = defineJobAction({
  id: 'provision-on-demand',
  action: 'provisionOnDemand',
  summary: 'Provision single objects now',
  description:
    'Kept of it are the result, the error code and the steps; the ids of the objects are kept as hashes only. The cool-down holds for each subject by itself, so that one user after the other can be tried; Graph takes five requests in ten seconds.',
  body: z.strictObject({ ...actionFields, ruleId: keptName(200), subjects: z.array(subject).min(1).max(5) }),
  // A hash makes an id unreadable.
  alsoKept: ({ ruleId, subjects }, tenantId) => ({
    provision: { ruleId, subjects, subjectHashes: subjects.map(({ objectId }) => hashSubject(tenantId, objectId)) },
  }),
});
