import type { SignIn } from '../access/principal.ts';
import { defined } from '../optional.ts';
import { isFinished, type OperationRecord, type ShownOperation } from './operation.ts';

/** So many of a tenant's operations are listed with those of all others, besides the unfinished. */
const operationsListed = 20;

type Place = Pick<OperationRecord, 'createdAt' | 'operationId'>;

/** Newest first. */
export function compareOperations(one: Place, other: Place): number {
  if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt ? 1 : -1;
  return one.operationId === other.operationId ? 0 : one.operationId < other.operationId ? -1 : 1;
}

/** Of all operations of a tenant those that are listed with those of all others: the unfinished and the last ones, newest first. */
export function listedOperations(operations: readonly OperationRecord[]): ShownOperation[] {
  const newestFirst = operations.toSorted(compareOperations);
  return newestFirst.filter((operation, index) => index < operationsListed || !isFinished(operation)).map(shownOperation);
}

/** The operation without what is for the worker alone: nobody else is told whom it was for. */
export function shownOperation(operation: OperationRecord): ShownOperation {
  const { operationId, hash, tenantId, servicePrincipalId, jobId, action, request, actor, status, createdAt, updatedAt } = operation;
  const { approvalUntil, decidedBy, decidedAt, notBefore, postingAt, effectSeen, finishedAt, error, result, graphRequestId } = operation;
  const { verification, verifiedAt, heldBy, leftQuarantineAt } = operation;
  const place = { operationId, hash, tenantId, servicePrincipalId, jobId };
  const { signIn, decidedSignIn } = operation;
  const decision = { approvalUntil, decidedBy, decidedAt, signIn: nameIn(signIn), decidedSignIn: nameIn(decidedSignIn) };
  const course = { notBefore, postingAt, effectSeen, finishedAt, error, result, graphRequestId };
  const proof = { verification, verifiedAt, heldBy, leftQuarantineAt };
  return {
    ...place,
    action,
    request: withoutSubjects(request),
    actor,
    status,
    createdAt,
    updatedAt,
    ...defined({ ...decision, ...course, ...proof }),
  };
}

function nameIn(signIn: SignIn | undefined): Pick<SignIn, 'actorName'> | undefined {
  return signIn?.actorName === undefined ? undefined : { actorName: signIn.actorName };
}

function withoutSubjects({ provision, ...request }: OperationRecord['request']): OperationRecord['request'] {
  return provision === undefined
    ? request
    : { ...request, provision: { ruleId: provision.ruleId, subjectHashes: provision.subjectHashes } };
}
