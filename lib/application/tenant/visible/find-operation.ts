import { sees, type Visibility } from '../../../domain/access/visibility.ts';
import { NotFoundError } from '../../../domain/errors.ts';
import { parseOperationId } from '../../../domain/ids.ts';
import type { OperationRecord } from '../../../domain/operation/operation.ts';
import type { Ports } from '../../ports/ports.ts';
import { requireVisibleTenant } from './require-visible-tenant.ts';

/**
 * One operation by its id. The tenant in it decides whether it may be seen before anything is read.
 * @throws NotFoundError when there is none, it is not visible, or its tenant is not watched.
 */
export async function findOperation(
  deps: Pick<Ports, 'operations' | 'tenants'>,
  operationId: string,
  visible: Visibility,
): Promise<OperationRecord> {
  const ref = parseOperationId(operationId);
  if (ref === undefined) throw new NotFoundError('The operation');
  const { tenantId, hash } = ref;
  await requireVisibleTenant(deps, tenantId, visible, 'The operation');
  const operation = await deps.operations.read(tenantId, hash);
  if (operation === undefined || !sees(visible, operation)) throw new NotFoundError('The operation');
  return operation;
}
