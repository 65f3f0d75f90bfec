import { sees, seesPartOf, type Visibility } from '../../domain/access/visibility.ts';
import { compareOperations } from '../../domain/operation/listed-operations.ts';
import { asOf, isFinished, type OperationRecord, type ShownOperation } from '../../domain/operation/operation.ts';
import type { Ports } from '../ports/ports.ts';
import { mapLimited } from '../tenant/map-limited.ts';
import { requireVisibleTenant } from '../tenant/visible/require-visible-tenant.ts';
import type { FleetView } from './fleet/fleet-view-cache.ts';

/** Where a page of operations ended. */
interface OperationPlace {
  createdAt: string;
  operationId: string;
}

interface OperationQuery {
  visible: Visibility;
  servicePrincipalId?: string | undefined;
  jobId?: string | undefined;
  pageSize: number;
  after?: OperationPlace | undefined;
}

interface OperationPage {
  value: ShownOperation[];
  /** The last operation of a page that is not the last one. */
  last?: OperationPlace;
}

type Deps = Pick<Ports, 'operations' | 'clock'>;

/**
 * The operations of one tenant that are still kept and may be seen, newest first.
 * @throws NotFoundError when the tenant is not watched or not visible.
 */
export async function listOperations(deps: Deps & Pick<Ports, 'tenants'>, tenantId: string, query: OperationQuery): Promise<OperationPage> {
  await requireVisibleTenant(deps, tenantId, query.visible);
  const { value, ...rest } = pageOf(await deps.operations.list(tenantId), query);
  return { value: value.map((operation) => asOf(operation, deps.clock.now())), ...rest };
}

const readsAtOnce = 8;

/**
 * Of all visible tenants the unfinished operations and the last of each, newest first. The lists are as the last pass left them; what was
 * unfinished then is read again, so that it is shown as it stands now.
 */
export async function listRecentOperations(deps: Deps, view: FleetView, query: OperationQuery): Promise<OperationPage> {
  const seen = [...view.tenants.values()].filter(({ tenantId }) => seesPartOf(query.visible, tenantId));
  const { value, ...rest } = pageOf(
    seen.flatMap(({ past }) => past.operations),
    query,
  );
  return { value: await mapLimited(value, readsAtOnce, (operation) => asItStands(deps, operation)), ...rest };
}

async function asItStands({ operations, clock }: Deps, operation: ShownOperation): Promise<ShownOperation> {
  if (isFinished(operation)) return operation;
  const stored = await operations.read(operation.tenantId, operation.hash);
  return stored === undefined ? operation : asOf(stored, clock.now());
}

function pageOf<Listed extends ShownOperation | OperationRecord>(
  all: readonly Listed[],
  { visible, servicePrincipalId, jobId, pageSize, after }: OperationQuery,
): { value: Listed[]; last?: OperationPlace } {
  const matching = all
    .filter((operation) => sees(visible, operation))
    .filter((operation) => servicePrincipalId === undefined || operation.servicePrincipalId === servicePrincipalId)
    .filter((operation) => jobId === undefined || operation.jobId === jobId)
    .filter((operation) => after === undefined || compareOperations(operation, after) > 0)
    .sort(compareOperations);
  const value = matching.slice(0, pageSize);
  const last = matching.length > pageSize ? value.at(-1) : undefined;
  return { value, ...(last && { last: { createdAt: last.createdAt, operationId: last.operationId } }) };
}
