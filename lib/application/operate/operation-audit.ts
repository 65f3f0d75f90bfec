import type { AuditRecord } from '../../domain/operation/audit-record.ts';
import type { OperationRecord } from '../../domain/operation/operation.ts';
import type { Ports } from '../ports/ports.ts';

/** Writes down what is about to be done; repeating it adds nothing. */
export async function auditIntent(deps: Pick<Ports, 'audit'>, operation: OperationRecord): Promise<void> {
  const { createdAt, actor, signIn } = operation;
  await deps.audit.add({ ...subjectOf(operation), at: createdAt, phase: 'intent', actor, ...signIn, parameters: parametersOf(operation) });
}

/** Writes down how it ended; the time is the operation's own, so that a repetition adds nothing. */
export async function auditOutcome(deps: Pick<Ports, 'audit'>, operation: OperationRecord): Promise<void> {
  const { finishedAt, updatedAt, actor, signIn, status, error, graphRequestId, before } = operation;
  await deps.audit.add({
    ...subjectOf(operation),
    at: finishedAt ?? updatedAt,
    phase: 'outcome',
    actor,
    ...signIn,
    outcome: status,
    ...(error && { code: error.code, detail: error.detail }),
    ...(graphRequestId !== undefined && { graphRequestId }),
    ...(before && { before: { ...before } }),
  });
}

/** Writes down who approved or rejected it. */
export async function auditDecision(deps: Pick<Ports, 'audit'>, operation: OperationRecord, phase: 'approved' | 'rejected'): Promise<void> {
  const { decidedAt, decidedBy, decidedSignIn, updatedAt } = operation;
  await deps.audit.add({ ...subjectOf(operation), at: decidedAt ?? updatedAt, phase, actor: decidedBy ?? 'unknown', ...decidedSignIn });
}

function subjectOf(operation: OperationRecord): Pick<AuditRecord, 'v' | 'tenantId' | 'action' | 'subjectId'> & Partial<AuditRecord> {
  const { tenantId, servicePrincipalId, jobId, operationId, hash, action } = operation;
  return { v: 1, tenantId, servicePrincipalId, jobId, operationId, subjectId: hash, idempotencyHash: hash, action };
}

function parametersOf({ request }: OperationRecord): Record<string, unknown> {
  if (request.provision === undefined) return { ...request };
  const { ruleId, subjectHashes } = request.provision;
  return { ...request, provision: { ruleId, subjectHashes } };
}
