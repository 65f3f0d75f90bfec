import * as z from 'zod';
import type { TenantProbe } from '../../application/ports/tenant-probe.ts';
import { UpstreamError } from '../../domain/errors.ts';
import type { PermissionQuestion } from '../../domain/tenant/registry/permissions.ts';
import { createGraphClient, type GraphCall } from './transport/graph-client.ts';
import { malformedAnswer } from './transport/graph-errors.ts';
import type { ReportPace } from './transport/report-pace.ts';
import type { GraphClientOptions } from './transport/send-request.ts';

const operation = 'askPermission';
const PageSchema = z.object({ value: z.array(z.object({ id: z.string() })) });
const anyServicePrincipal = '/servicePrincipals?$top=1&$select=id';

const paths: Record<Exclude<PermissionQuestion, 'jobs'>, string> = {
  servicePrincipals: anyServicePrincipal,
  organization: '/organization?$select=id',
  provisioningLog: '/auditLogs/provisioning?$top=1',
  directoryAudits: '/auditLogs/directoryAudits?$top=1',
  domains: '/domains?$select=id',
  users: '/users?$top=1&$select=id',
  directoryRoles: '/directoryRoles?$select=id',
};

/** Those that Graph counts as reports. */
const reports: readonly PermissionQuestion[] = ['provisioningLog', 'directoryAudits'];

/** Asks Graph for next to nothing, to learn whether the reader may. */
export function createAskPermission(options: GraphClientOptions, pace: ReportPace): TenantProbe['ask'] {
  const client = createGraphClient(options);
  return async (tenantId, question) => {
    if (reports.includes(question) && question !== 'jobs') {
      const request = { operation, method: 'GET', path: paths[question] } as const;
      // A second one for a token that is refused.
      await pace.read({ tenantId, operation, most: 2 }, ({ send }) => client.openCall(tenantId, { ask: send }).send(request));
      return;
    }
    const call = client.openCall(tenantId);
    const path = question === 'jobs' ? `${await somePrincipal(call)}/synchronization/jobs` : paths[question];
    await call.send({ operation, method: 'GET', path });
  };
}

// Any will do: one without provisioning answers an empty list. That none may be listed says nothing of what its jobs need.
async function somePrincipal(call: GraphCall): Promise<string> {
  try {
    const { body } = await call.send({ operation, method: 'GET', path: anyServicePrincipal });
    const id = PageSchema.safeParse(body).data?.value[0]?.id;
    if (id !== undefined) return `/servicePrincipals/${encodeURIComponent(id)}`;
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.evidence.reason !== 'consentMissing') throw error;
  }
  throw malformedAnswer(operation, 'There is no service principal to ask about.');
}
