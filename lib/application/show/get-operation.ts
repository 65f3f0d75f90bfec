import type { Visibility } from '../../domain/access/visibility.ts';
import { asOf, type OperationRecord } from '../../domain/operation/operation.ts';
import type { Ports } from '../ports/ports.ts';
import { findOperation } from '../tenant/visible/find-operation.ts';

/**
 * One operation as it stands now.
 * @throws NotFoundError when there is none of that id or it is not visible.
 */
export async function getOperation(
  deps: Pick<Ports, 'operations' | 'tenants' | 'clock'>,
  operationId: string,
  visible: Visibility,
): Promise<OperationRecord> {
  return asOf(await findOperation(deps, operationId, visible), deps.clock.now());
}
