import { NotFoundError } from '../domain/errors.ts';
import { type OperationRecord, operationActions } from '../domain/operation.ts';
import type { JobKey } from '../domain/synchronization-job.ts';
import { shortHash } from './identifiers.ts';
import type { StoredOperation } from './operation-ports.ts';
import type { Ports } from './ports.ts';
import { requireVisibleTenant } from './require-visible-tenant.ts';
import type { VisibleTenants } from './visible-tenants.ts';

const operationIdForm = /^(?<tenantId>[^.]{1,64})\.(?<hash>[\w-]{22})$/;

/** Names (actor, route, key): the key belongs to its actor, and to one action on one job. */
export function operationHash(facts: { actor: string; action: OperationRecord['action']; key: JobKey; idempotencyKey: string }): string {
  const { actor, action, key, idempotencyKey } = facts;
  return shortHash(
    JSON.stringify([actor, operationActions.indexOf(action), key.tenantId, key.servicePrincipalId, key.jobId, idempotencyKey]),
  );
}

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

/** Stands for the id of a person's object, so that two operations on the same one can be told without knowing whose it is. */
export function hashSubject(tenantId: string, objectId: string): string {
  return shortHash(JSON.stringify([tenantId, objectId]));
}
