import type { VisibleTenants } from '../../domain/access/visible-tenants.ts';
import { NotFoundError } from '../../domain/errors.ts';
import type { StoredOperation } from '../ports/operation-ports.ts';
import type { Ports } from '../ports/ports.ts';
import { requireVisibleTenant } from './require-visible-tenant.ts';

const operationIdForm = /^(?<tenantId>[^.]{1,64})\.(?<hash>[\w-]{22})$/;

/**
 * One operation by its id. The tenant in it decides whether it may be seen before anything is read.
 * @throws NotFoundError when there is none or its tenant is not visible or not watched.
 */
export async function findOperation(
  deps: Pick<Ports, 'operations' | 'tenants'>,
  operationId: string,
  visible: VisibleTenants,
): Promise<StoredOperation> {
  const { tenantId, hash } = operationIdForm.exec(operationId)?.groups ?? {};
  if (tenantId === undefined || hash === undefined) throw new NotFoundError('The operation');
  await requireVisibleTenant(deps, tenantId, visible, 'The operation');
  const stored = await deps.operations.find(tenantId, hash);
  if (stored === undefined) throw new NotFoundError('The operation');
  return stored;
}
