import type { HttpRequest } from '@azure/functions';
import { isRegistered } from '../application/tenant/require-visible-tenant.ts';
import { tenantOfId } from '../domain/ids.ts';
import { isoOf } from '../domain/time.ts';
import type { HttpDeps } from './http-deps.ts';
import { problemOf } from './problems/problem.ts';
import { problems } from './problems/problems.ts';
import type { Authenticate } from './request/authorize.ts';

interface RefusedRequest {
  /** The function that refused. */
  name: string;
  request: HttpRequest;
  requestId: string;
  error: unknown;
  authenticate: Authenticate;
}

const tenantForm = /^[0-9a-f-]{36}$/;

/**
 * Writes down a refused change that names a registered tenant, whoever asked for it. That this fails must not change the answer:
 * the request is refused anyway.
 */
export async function auditRefusal(deps: Pick<HttpDeps, 'audit' | 'tenants' | 'clock' | 'log'>, refused: RefusedRequest): Promise<void> {
  const { name, request, requestId, error, authenticate } = refused;
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  const { code, kind, detail } = problemOf(error);
  const { status: httpStatus } = problems[kind];
  if (httpStatus >= 500) return;
  const { servicePrincipalId, jobId, operationId, incidentId } = request.params;
  const tenantId = (request.params.tenantId ?? tenantOfId(operationId ?? incidentId ?? '')).toLowerCase();
  if (!tenantForm.test(tenantId)) return;
  try {
    if (!(await isRegistered(deps, tenantId))) return;
    const actor = (await authenticate(request, 'guarded').catch(() => undefined))?.actor ?? 'unknown';
    const target = {
      ...(servicePrincipalId && { servicePrincipalId: cut(servicePrincipalId) }),
      ...(jobId && { jobId: cut(jobId) }),
      ...(operationId && { operationId: cut(operationId) }),
      ...(incidentId && { incidentId: cut(incidentId) }),
    };
    const facts = { code, httpStatus, detail, requestId, subjectId: requestId, actor, action: name, ...target };
    await deps.audit.add({ v: 1, tenantId, at: isoOf(deps.clock.now()), phase: 'refused', ...facts });
  } catch (failure) {
    deps.log.error('A refusal could not be written to the audit log', { requestId, tenantId, code, error: failure });
  }
}

function cut(text: string): string {
  return text.slice(0, 200);
}
