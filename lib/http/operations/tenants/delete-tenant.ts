import * as z from 'zod';
import { deleteTenant } from '../../../application/manage/delete-tenant.ts';
import { InvalidRequestError } from '../../../domain/errors.ts';
import { tenantPath } from '../../schemas/common.ts';
import { defineOperation } from '../define-operation.ts';

/** Watches a tenant no longer. */
export const deleteTenantOperation = defineOperation({
  id: 'delete-tenant',
  role: 'Admin',
  managesGrants: true,
  tag: 'Tenants',
  summary: 'Stop watching a tenant',
  description:
    'It is shown and told of no more at once; its incidents close without a card, operations that have not begun are canceled. Its history and its audit stay. `purge` erases the history with everything else but the audit, also of a tenant that was removed before. Saying it again changes nothing.',
  path: tenantPath,
  query: z.strictObject({
    purge: z.enum(['true', 'false']).default('false').meta({ description: 'Whether its history goes, too; this cannot be undone.' }),
    confirm: z.string().max(64).toLowerCase().optional().meta({ description: 'The id of the tenant; `purge` needs it.' }),
  }),
  answers: { 204: { description: 'It is not watched any more.' } },
  problems: ['ConfirmationRequired', 'CappedByGrant', 'NotFound', 'Conflict'],
  async handle({ deps, caller, path: { tenantId }, query: { purge, confirm }, requestId }) {
    const purges = purge === 'true';
    if (purges && confirm !== tenantId) throw unconfirmed();
    const messages = await deleteTenant(deps, { tenantId, caller, requestId, purges });
    deps.fleetRows.forget();
    return { status: 204, messages: { 'poll-tenant': messages }, body: () => '' };
  },
});

function unconfirmed(): InvalidRequestError {
  const issues = [{ parameter: 'confirm', detail: 'must be the id of the tenant' }];
  return new InvalidRequestError('ConfirmationRequired', 'To purge a tenant cannot be undone: confirm it with its id.', issues);
}
