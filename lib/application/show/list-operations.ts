import { sees, type Visibility } from '../../domain/access/visibility.ts';
import { asOf, type OperationRecord } from '../../domain/operation/operation.ts';
import type { Ports } from '../ports/ports.ts';
import { requireVisibleTenant } from '../tenant/require-visible-tenant.ts';

/** Where a page of operations ended. */
interface OperationPlace {
  createdAt: string;
  operationId: string;
}

/**
 * The operations of one tenant that are still kept and may be seen, newest first.
 * @throws NotFoundError when the tenant is not watched or not visible.
 */
export async function listOperations(
  deps: Pick<Ports, 'operations' | 'tenants' | 'clock'>,
  tenantId: string,
  { pageSize, after }: { pageSize: number; after: OperationPlace | undefined },
  visible: Visibility,
): Promise<{ value: OperationRecord[]; last?: OperationPlace }> {
  await requireVisibleTenant(deps, tenantId, visible);
  const all = (await deps.operations.list(tenantId)).filter((operation) => sees(visible, operation)).sort(byAge);
  const rest = after === undefined ? all : all.filter((operation) => byAge(operation, after) > 0);
  const value = rest.slice(0, pageSize).map((operation) => asOf(operation, deps.clock.now()));
  const last = rest.length > pageSize ? value.at(-1) : undefined;
  return { value, ...(last && { last: { createdAt: last.createdAt, operationId: last.operationId } }) };
}

function byAge(one: OperationPlace, other: OperationPlace): number {
  if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt ? 1 : -1;
  return one.operationId === other.operationId ? 0 : one.operationId < other.operationId ? -1 : 1;
}
