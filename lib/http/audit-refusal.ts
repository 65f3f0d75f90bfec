import type { HttpRequest } from '@azure/functions';
import { isRegistered } from '../application/tenant/visible/require-visible-tenant.ts';
import type { Caller } from '../domain/access/caller.ts';
import { isChange } from '../domain/access/judge-sender.ts';
import { signInOf } from '../domain/access/principal.ts';
import { sees, seesPartOf } from '../domain/access/visibility.ts';
import { cleanText } from '../domain/clean-text.ts';
import { isGuid } from '../domain/guid.ts';
import { tenantOfId } from '../domain/ids.ts';
import type { AuditRecord } from '../domain/operation/audit-record.ts';
import { serviceTenantId } from '../domain/tenant/tenant.ts';
import { isoOf } from '../domain/time.ts';
import type { HttpDeps } from './http-deps.ts';
import { problemOf } from './problems/problem.ts';
import { problems } from './problems/problems.ts';
import { type createRefusalBudget, rowsPerMinute } from './request/caller/refusal-budget.ts';

const summary = {
  code: 'FurtherRefusals',
  detail: `More than ${rowsPerMinute} requests of the caller were refused within this minute; the others are counted in the metrics only.`,
};

interface RefusedRequest {
  /** The function that refused. */
  name: string;
  request: HttpRequest;
  requestId: string;
  error: unknown;
  caller: () => Promise<Caller>;
}

type RefusalDeps = Pick<HttpDeps, 'audit' | 'tenants' | 'clock' | 'log'> & { budget: ReturnType<typeof createRefusalBudget> };

/**
 * Writes down a refused change if whoever asked for it has proven themselves and may see the registered tenant that it names: for all others
 * the storage is not touched, so that nothing tells whether a tenant is watched. A change of a grant names nobody's tenant: it stands with
 * the changes of grants, be there such a grant or not. That this fails must not change the answer: the request is refused anyway.
 */
export async function auditRefusal(deps: RefusalDeps, refused: RefusedRequest): Promise<void> {
  const { request, requestId, error } = refused;
  if (!isChange(request.method)) return;
  const { code, kind, detail } = problemOf(error);
  const { status: httpStatus } = problems[kind];
  if (httpStatus >= 500) return;
  const tenantId = partitionOf(request);
  if (tenantId === undefined) return;
  try {
    const caller = await refused.caller().catch(() => undefined);
    if (caller === undefined || !(await isKept(deps, caller, tenantId, request))) return;
    const row = deps.budget(caller.actor, tenantId);
    if (row === 'none') return;
    const what = row === 'own' ? { code, httpStatus, detail, ...targetOf(request) } : summary;
    const facts = { requestId, subjectId: requestId, actor: caller.actor, ...signInOf(caller), action: refused.name, ...what };
    await deps.audit.add({ v: 1, tenantId, at: isoOf(deps.clock.now()), phase: 'refused', ...facts });
  } catch (failure) {
    deps.log.error('A refusal could not be written to the audit log', { requestId, tenantId, code, error: failure });
  }
}

/** Whose audit log the refusal belongs to; undefined where the path names nothing that has one. */
function partitionOf({ params }: HttpRequest): string | undefined {
  if (params.principal !== undefined) return serviceTenantId;
  const tenantId = (params.tenantId ?? tenantOfId(params.operationId ?? params.incidentId ?? '')).toLowerCase();
  return isGuid(tenantId) ? tenantId : undefined;
}

async function isKept(deps: RefusalDeps, { visible }: Caller, tenantId: string, { params }: HttpRequest): Promise<boolean> {
  if (tenantId === serviceTenantId) return true;
  const { servicePrincipalId, jobId } = params;
  const isVisible =
    servicePrincipalId === undefined
      ? seesPartOf(visible, tenantId)
      : sees(visible, { tenantId, servicePrincipalId: servicePrincipalId.toLowerCase(), jobId });
  return isVisible && (await isRegistered(deps, tenantId));
}

function targetOf({ params }: HttpRequest): Partial<AuditRecord> {
  const { principal, servicePrincipalId, jobId, operationId, incidentId } = params;
  return {
    ...(principal && { parameters: { principal: cut(principal) } }),
    ...(servicePrincipalId && { servicePrincipalId: cut(servicePrincipalId) }),
    ...(jobId && { jobId: cut(jobId) }),
    ...(operationId && { operationId: cut(operationId) }),
    ...(incidentId && { incidentId: cut(incidentId) }),
  };
}

function cut(text: string): string {
  return cleanText(text, 200);
}
