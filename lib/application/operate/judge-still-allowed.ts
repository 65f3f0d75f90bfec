import { roleAt } from '../../domain/access/caller.ts';
import { parseHolder } from '../../domain/access/grant.ts';
import { holdsRole, type Role } from '../../domain/access/roles.ts';
import type { OperationRecord } from '../../domain/operation/operation.ts';
import { roleNeeded } from '../../domain/operation/restart-guard.ts';
import type { RightsReader } from '../tenant/visible/rights-reader.ts';

/** Whether an operation may still be sent, or whose rights on its job were withdrawn since. */
type StillAllowed = 'allowed' | 'requesterRevoked' | 'approverRevoked';

/**
 * Judges the grants anew, read now, against the role that was stored when the operation was accepted; rows of the first release have none, for
 * them the grants alone decide. A role withdrawn in Entra acts with the next token.
 */
export async function judgeStillAllowed({ rights }: { rights: RightsReader }, operation: OperationRecord): Promise<StillAllowed> {
  const { actor, role = 'Admin', decidedBy, request } = operation;
  if (!(await stillHolds(rights, operation, { actor, role, needed: roleNeeded(request) }))) return 'requesterRevoked';
  if (decidedBy === undefined) return 'allowed';
  return (await stillHolds(rights, operation, { actor: decidedBy, role: 'Admin', needed: 'Admin' })) ? 'allowed' : 'approverRevoked';
}

async function stillHolds(
  rights: RightsReader,
  place: OperationRecord,
  { actor, role, needed }: { actor: string; role: Role; needed: Role },
): Promise<boolean> {
  const { blocked, visible } = await rights.read(parseHolder(actor, '/') ?? { tenantId: actor, objectId: '' }, 'now');
  return !blocked && holdsRole(roleAt({ role, visible }, place), needed);
}
