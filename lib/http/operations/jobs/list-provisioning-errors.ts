import * as z from 'zod';
import { listProvisioningErrors } from '../../../application/diagnose/list-provisioning-errors.ts';
import { InvalidRequestError } from '../../../domain/errors.ts';
import { type RowKind, rowKinds } from '../../../domain/job/failing/log-row.ts';
import { isoOf } from '../../../domain/time.ts';
import { provisioningErrorsDocument, provisioningErrorsTable } from '../../documents/job/provisioning-errors-document.ts';
import { jobPath, timeParameter } from '../../schemas/common.ts';
import { ProvisioningErrors } from '../../schemas/job/provisioning-errors.ts';
import { defineOperation } from '../define-operation.ts';

const negotiated = { variesByAccept: true } as const;
const usual: RowKind[] = ['failure', 'stagedDelete'];
const kinds = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(rowKinds)).min(1))
  .transform((given) => rowKinds.filter((kind) => given.includes(kind)))
  .optional()
  .meta({
    description: 'Which rows, joined by commas: `failure`, `skipped`, `stagedDelete`; failures and staged deletes unless told.',
    override: { type: 'string', example: 'failure,skipped' },
  });

function notValid(parameter: string, detail: string): InvalidRequestError {
  return new InvalidRequestError('InvalidRequest', 'The query is not valid.', [{ parameter, detail }]);
}

/** What of a job fails, by root cause. */
export const listProvisioningErrorsOperation = defineOperation({
  id: 'list-provisioning-errors',
  role: 'Reader',
  tag: 'Jobs',
  summary: 'List what fails in one job, by root cause',
  description:
    'Asked now of the provisioning log of Microsoft Graph, in at most five requests, and kept nowhere. Rows count as one cause when code, failing step and attribute are the same. The last 24 hours unless told; `read.from` says how far it reached. Microsoft keeps the log for 30 days. Graph permits five requests in ten seconds a tenant: beyond that, and while another log of the tenant is read, 503 with `Retry-After`; who asks the same at the same time gets the same reading. Where the log may not be read there is no `value`, but `unavailable` with the reason. As a table with `Accept: text/csv`; each line says how far was read and what its state compares, also the one without a cause where there is none.',
  path: jobPath,
  query: z.strictObject({
    from: timeParameter.optional().meta({ description: 'A day before `to` unless given.' }),
    to: timeParameter.optional().meta({ description: 'Now unless given, and never later.' }),
    comparedAt: timeParameter.optional().meta({
      description:
        'What came before is compared with what came since. Unless given, the latest time with a run since of which all stands in the log; the answer says which.',
    }),
    status: kinds,
    include: z.literal('names').optional().meta({ description: 'Shows the names of the examples too, and examples whose id is a name.' }),
  }),
  answers: { 200: { description: 'The causes.', schema: ProvisioningErrors, texts: ['text/csv'] } },
  problems: ['NotFound', 'UpstreamFailed'],
  async handle({ deps, caller, path, query, prefersCsv }) {
    const { from, to, comparedAt, status = usual, include } = query;
    if (from !== undefined && to !== undefined && from >= to) throw notValid('to', 'must be later than `from`');
    if (from !== undefined && from >= isoOf(deps.clock.now())) throw notValid('from', 'must not be in the future');
    if (comparedAt !== undefined && comparedAt >= isoOf(deps.clock.now())) throw notValid('comparedAt', 'must not be in the future');
    const { loadCatalogue } = deps.catalogue;
    const found = await listProvisioningErrors({ ...deps, loadCatalogue }, path, { from, to, comparedAt, kinds: status }, caller.visible);
    if ('unavailable' in found) return { ...negotiated, body: () => found };
    const withNames = include === 'names';
    if (prefersCsv())
      return { ...negotiated, contentType: 'text/csv; charset=utf-8', body: () => provisioningErrorsTable(found, withNames) };
    return { ...negotiated, body: () => provisioningErrorsDocument(found, withNames) };
  },
});
