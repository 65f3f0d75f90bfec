import type { OperationRecord } from '../../../domain/operation/operation.ts';
import type { GraphOperator, StoredOperation } from '../../ports/operation-ports.ts';
import type { Ports } from '../../ports/ports.ts';
import type { RightsReader } from '../../tenant/visible/rights-reader.ts';
import type { FigureDeps } from './judge-figure.ts';

export type RunDeps = FigureDeps &
  Pick<Ports, 'clock' | 'log' | 'tenants' | 'operations' | 'audit'> & {
    /** Absent when the installation has no identity to act with. */
    operator: GraphOperator | undefined;
    rights: RightsReader;
  };

/** Writes one step of an operation. When somebody else was first, what they wrote is what holds. */
export async function saveStep(
  deps: Pick<Ports, 'operations'>,
  operation: OperationRecord,
  stored: StoredOperation,
): Promise<StoredOperation> {
  const written = await deps.operations.replace(operation, stored);
  if (written !== undefined) return written;
  return (await deps.operations.find(operation.tenantId, operation.hash)) ?? stored;
}
