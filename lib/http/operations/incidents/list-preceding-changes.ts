import * as z from 'zod';
import { listPrecedingChanges } from '../../../application/diagnose/list-preceding-changes.ts';
import { precedingChangesDocument } from '../../documents/incident/preceding-changes-document.ts';
import { nameParameter } from '../../schemas/common.ts';
import { PrecedingChanges } from '../../schemas/incident/preceding-changes.ts';
import { defineOperation } from '../define-operation.ts';

/** What was changed before a job broke. */
export const listPrecedingChangesOperation = defineOperation({
  id: 'list-preceding-changes',
  role: 'Reader',
  tag: 'Incidents',
  summary: 'List what was changed in the day before the job of an incident broke',
  description:
    "What this service saw or did, and what the directory's audit log says: asked now, in at most three requests, and kept nowhere. At most five lines, the newest first. Where the log may not be read, `auditLog.unavailable` has the reason, and `value` holds what was seen by us alone. Beyond what Graph permits of reports (five requests in ten seconds a tenant) 503 with `Retry-After`. 404 for an incident of no job.",
  path: z.strictObject({ incidentId: nameParameter }),
  query: z.strictObject({ include: z.literal('names').optional().meta({ description: 'Shows who by name too.' }) }),
  answers: { 200: { description: 'The changes.', schema: PrecedingChanges } },
  problems: ['NotFound', 'UpstreamFailed'],
  async handle({ deps, caller, path, query }) {
    const found = await listPrecedingChanges(deps, path.incidentId, caller.visible);
    return { body: () => precedingChangesDocument(found, query.include === 'names') };
  },
});
