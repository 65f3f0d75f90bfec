import type * as z from 'zod';
import type { Catalogue } from '../../domain/catalogue/build-catalogue.ts';
import { explainCause } from '../../domain/job/failing/explain-cause.ts';
import type { ProvisionResult, ShownOperation } from '../../domain/operation/operation.ts';
import { verificationRuns } from '../../domain/operation/verification.ts';
import type { Operation } from '../schemas/operation.ts';
import { jobUrl, operationUrl } from './links.ts';

/** An operation as callers see it; what the worker notes for itself stays inside. With a catalogue the codes of its result are explained. */
export function operationDocument(operation: ShownOperation, baseUrl: string, catalogue?: Catalogue): z.input<typeof Operation> {
  const { operationId, tenantId, servicePrincipalId, jobId, action, status, actor, createdAt, updatedAt } = operation;
  const { approvalUntil, decidedBy, decidedAt, notBefore, postingAt, finishedAt, error, result, graphRequestId, verification, verifiedAt } =
    operation;
  const { signIn, decidedSignIn, effectSeen, leftQuarantineAt } = operation;
  const runs = verificationRuns(operation);
  return {
    id: operationId,
    operationId,
    tenantId,
    servicePrincipalId,
    jobId,
    action,
    parameters: parametersOf(operation),
    status,
    requestedBy: actor,
    ...(signIn?.actorName && { requestedByName: signIn.actorName }),
    createdAt,
    updatedAt,
    ...(approvalUntil && { approvalUntil }),
    ...(decidedBy && { decidedBy }),
    ...(decidedSignIn?.actorName && { decidedByName: decidedSignIn.actorName }),
    ...(decidedAt && { decidedAt }),
    ...(notBefore && { notBefore }),
    ...(postingAt && { sentAt: postingAt }),
    ...(finishedAt && { finishedAt }),
    ...(error && { error }),
    ...(result && { result: catalogue === undefined ? result : explained(result, catalogue) }),
    ...(effectSeen && { effectSeen }),
    ...(graphRequestId && { graphRequestId }),
    ...expectedNextCycle(operation),
    ...(verification && { verification }),
    ...(runs && { verificationRuns: runs }),
    ...(leftQuarantineAt && { leftQuarantineAt }),
    ...(verifiedAt && { verifiedAt }),
    links: { self: operationUrl(baseUrl, operationId), job: jobUrl(baseUrl, operation) },
  };
}

function explained({ errorCode, steps, ...result }: ProvisionResult, catalogue: Catalogue): z.input<typeof Operation>['result'] {
  const explain = (code: string, status: string) => explainCause(catalogue, status === 'Skipped' ? 'skipped' : 'failure', code);
  return {
    ...result,
    ...(errorCode !== undefined && { errorCode, explanation: explain(errorCode, result.result) }),
    steps: steps.map((step) => (step.code === undefined ? step : { ...step, explanation: explain(step.code, step.status) })),
  };
}

function parametersOf({ request }: ShownOperation): z.input<typeof Operation>['parameters'] {
  const { resetScope, provision, ...rest } = request;
  return {
    ...rest,
    ...(resetScope && { resetScope: [...resetScope] }),
    ...(provision && { provision: { ruleId: provision.ruleId, subjectHashes: [...provision.subjectHashes] } }),
  };
}

// The watermark decides whether everything is read again; what really happened is reported by verification.
function expectedNextCycle({ action, request }: ShownOperation): Pick<z.input<typeof Operation>, 'expectedNextCycle'> {
  if (action === 'clearQuarantine' || action === 'start') return { expectedNextCycle: { value: 'delta', confidence: 'derived' } };
  if (action !== 'restart') return {};
  const scopes = request.resetScope ?? [];
  const isInitial = scopes.length === 0 || scopes.includes('Watermark') || scopes.includes('Full');
  return { expectedNextCycle: { value: isInitial ? 'initial' : 'delta', confidence: 'derived' } };
}
