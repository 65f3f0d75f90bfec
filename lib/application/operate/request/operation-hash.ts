import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import { type OperationRecord, operationActions } from '../../../domain/operation/operation.ts';

import { shortHash } from '../../tenant/identifiers.ts';

/** Names (actor, route, key): the key belongs to its actor, and to one action on one job. */
export function operationHash(facts: { actor: string; action: OperationRecord['action']; key: JobKey; idempotencyKey: string }): string {
  const { actor, action, key, idempotencyKey } = facts;
  return shortHash(
    JSON.stringify([actor, operationActions.indexOf(action), key.tenantId, key.servicePrincipalId, key.jobId, idempotencyKey]),
  );
}

/** Stands for the id of a person's object, so that two operations on the same one can be told without knowing whose it is. */
export function hashSubject(tenantId: string, objectId: string): string {
  return shortHash(JSON.stringify([tenantId, objectId]));
}
