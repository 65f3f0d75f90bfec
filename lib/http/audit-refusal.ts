import type { HttpRequest } from '@azure/functions';
import { isRegistered } from '../application/tenant/require-visible-tenant.ts';
import type { Caller } from '../domain/access/caller.ts';
import { isChange } from '../domain/access/judge-sender.ts';
import { signInOf } from '../domain/access/principal.ts';
import { type Place, sees, seesPartOf } from '../domain/access/visibility.ts';
import { cleanText } from '../domain/clean-text.ts';
import { tenantOfId } from '../domain/ids.ts';
import { isoOf } from '../domain/time.ts';
import type { HttpDeps } from './http-deps.ts';
import { problemOf } from './problems/problem.ts';
import { problems } from './problems/problems.ts';
import { type createRefusalBudget, rowsPerMinute } from './request/refusal-budget.ts';

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

const tenantForm = /^[0-9a-f-]{36}$/;

/**
 * Writes down a refused change that names a registered tenant, if whoever asked for it has proven themselves and may see it: for all others
 * the storage is not touched, so that nothing tells whether a tenant is watched. That this fails must not change the answer: the request is
 * refused anyway.
 */
export async function auditRefusal(deps: RefusalDeps, refused: RefusedRequest): Promise<void> {
  const { name, request, requestId, error } = refused;
  if (!isChange(request.method)) return;
  const { code, kind, detail } = problemOf(error);
  const { status: httpStatus } = problems[kind];
  if (httpStatus >= 500) return;
  const { servicePrincipalId, jobId, operationId, incidentId } = request.params;
  const tenantId = (request.params.tenantId ?? tenantOfId(operationId ?? incidentId ?? '')).toLowerCase();
  if (!tenantForm.test(tenantId)) return;
  try {
    const caller = await refused.caller().catch(() => undefined);
    if (caller === undefined || !maySee(caller, { tenantId, servicePrincipalId, jobId })) return;
    if (!(await isRegistered(deps, tenantId))) return;
    const { actor } = caller;
    const row = deps.budget(actor, tenantId);
    if (row === 'none') return;
    const target = {
      ...(servicePrincipalId && { servicePrincipalId: cut(servicePrincipalId) }),
      ...(jobId && { jobId: cut(jobId) }),
      ...(operationId && { operationId: cut(operationId) }),
      ...(incidentId && { incidentId: cut(incidentId) }),
    };
    const what = row === 'own' ? { code, httpStatus, detail, ...target } : summary;
    const facts = { requestId, subjectId: requestId, actor, ...signInOf(caller), action: name, ...what };
    await deps.audit.add({ v: 1, tenantId, at: isoOf(deps.clock.now()), phase: 'refused', ...facts });
  } catch (failure) {
    deps.log.error('A refusal could not be written to the audit log', { requestId, tenantId, code, error: failure });
  }
}

function maySee({ visible }: Caller, { tenantId, servicePrincipalId, jobId }: Place): boolean {
  if (servicePrincipalId === undefined) return seesPartOf(visible, tenantId);
  return sees(visible, { tenantId, servicePrincipalId: servicePrincipalId.toLowerCase(), jobId });
}

function cut(text: string): string {
  return cleanText(text, 200);
}
