import type { VisibleTenants } from '../../domain/access/visible-tenants.ts';
import { NotFoundError } from '../../domain/errors.ts';
import { parseOperationId } from '../../domain/ids.ts';
import type { StoredOperation } from '../ports/operation-ports.ts';
import type { Ports } from '../ports/ports.ts';
import { requireVisibleTenant } from './require-visible-tenant.ts';

/**
 * One operation by its id. The tenant in it decides whether it may be seen before anything is read.
 * @throws NotFoundError when there is none or its tenant is not visible or not watched.
 */
export async function findOperation(
  deps: Pick<Ports, 'operations' | 'tenants'>,
  operationId: string,
  visible: VisibleTenants,
): Promise<StoredOperation> {
  const ref = parseOperationId(operationId);
  if (ref === undefined) throw new NotFoundError('The operation');
  const { tenantId, hash } = ref;
  await requireVisibleTenant(deps, tenantId, visible, 'The operation');
  const stored = await deps.operations.find(tenantId, hash);
  if (stored === undefined) throw new NotFoundError('The operation');
  return stored;
}
