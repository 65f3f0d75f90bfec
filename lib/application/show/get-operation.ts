import type { VisibleTenants } from '../../domain/access/visible-tenants.ts';
import { asOf, type OperationRecord } from '../../domain/operation/operation.ts';
import type { Ports } from '../ports/ports.ts';
import { findOperation } from '../tenant/find-operation.ts';

/**
 * One operation as it stands now.
 * @throws NotFoundError when there is none of that id or its tenant is not visible.
 */
export async function getOperation(
  deps: Pick<Ports, 'operations' | 'tenants' | 'clock'>,
  operationId: string,
  visible: VisibleTenants,
): Promise<OperationRecord> {
  const { value } = await findOperation(deps, operationId, visible);
  return asOf(value, deps.clock.now());
}
