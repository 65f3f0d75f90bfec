import type { Principal } from '../access/principal.ts';
import type { OperationRecord } from './operation.ts';

/** Why somebody cannot approve an operation: nobody agrees with themselves, and no application agrees at all. */
type ApproverRefusalReason = 'application' | 'ownOperation' | 'ownApplication';

export type ApproverVerdict = { allowed: true } | { allowed: false; reason: ApproverRefusalReason };

/** Judges whether two pairs of eyes are two: a person, another one, and not by means of the application that asked. */
export function judgeApprover(
  { actor, byApplication }: Pick<OperationRecord, 'actor' | 'byApplication'>,
  { kind, objectId, clientId }: Pick<Principal, 'kind' | 'objectId' | 'clientId'>,
): ApproverVerdict {
  if (kind === 'app') return { allowed: false, reason: 'application' };
  // A guest has another object in each directory: the same object is the same person, whatever the directory.
  if (actor.slice(actor.indexOf('/') + 1) === objectId) return { allowed: false, reason: 'ownOperation' };
  if (byApplication !== undefined && byApplication === clientId) return { allowed: false, reason: 'ownApplication' };
  return { allowed: true };
}
