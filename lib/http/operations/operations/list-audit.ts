import * as z from 'zod';
import { jobNamesIn } from '../../../application/show/jobs/job-names.ts';
import { listAudit } from '../../../application/show/list-audit.ts';
import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import type { AuditRecord } from '../../../domain/operation/audit-record.ts';
import { defined } from '../../../domain/optional.ts';
import { readContinuation } from '../../request/paging/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../../request/paging/paging.ts';
import { emptyPath, guidParameter, storeKey, timeRange } from '../../schemas/common.ts';
import { AuditEntry } from '../../schemas/operation.ts';
import { defineOperation } from '../define-operation.ts';

/** Who did what in one tenant. */
export const listAuditOperation = defineOperation({
  id: 'list-audit',
  role: 'Admin',
  tag: 'Operations',
  summary: 'List who did what in a tenant, newest first',
  description: 'Every intent before Graph was asked, every outcome after, and every refusal.',
  path: emptyPath,
  query: z.strictObject({
    tenantId: guidParameter,
    ...timeRange,
    ...pagingQuery,
  }),
  answers: { 200: { description: 'One page of records.', schema: collectionOf(AuditEntry).meta({ id: 'AuditList' }) } },
  problems: ['NotFound', 'InvalidContinuation'],
  async handle({ deps, caller, baseUrl, query }) {
    const after = readContinuation(storeKey, query);
    const page = await listAudit(deps, { ...query, after }, { visible: caller.visible, auditInMs: deps.settings.auditInMs });
    const nameOf = jobNamesIn(await deps.fleetView.read());
    const next = page.after && nextLink(`${baseUrl}/audit`, query, page.after);
    return { body: () => ({ value: page.value.map((record) => entryOf(record, nameOf)), ...(next && { nextLink: next }) }) };
  },
});

function entryOf({ v: _, subjectId: __, ...entry }: AuditRecord, nameOf: (key: JobKey) => string | undefined): z.input<typeof AuditEntry> {
  const { tenantId, servicePrincipalId, jobId } = entry;
  if (servicePrincipalId === undefined || jobId === undefined) return entry;
  return { ...entry, ...defined({ displayName: nameOf({ tenantId, servicePrincipalId, jobId }) }) };
}
