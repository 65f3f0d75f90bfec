import { asOf, type OperationRecord } from '../domain/operation.ts';
import { findOperation } from './operation-id.ts';
import type { Ports } from './ports.ts';
import type { VisibleTenants } from './visible-tenants.ts';

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
