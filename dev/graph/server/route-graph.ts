import type { World } from '../model/model.ts';
import { listAgentGroups, listAgents } from '../routes/agents.ts';
import { listDirectoryRoles, listDomains, listRoleAssignments, listSynchronizationSettings } from '../routes/directory.ts';
import { listDirectoryAudits } from '../routes/directory-audits.ts';
import type { GraphRequest, Handler } from '../routes/graph-context.ts';
import { actionNames, actOnJob } from '../routes/job-actions.ts';
import { getJob, listJobs } from '../routes/jobs.ts';
import { listOrganization } from '../routes/organization.ts';
import { listProvisioningLog, tooManyReports } from '../routes/provisioning-log.ts';
import { getSchema } from '../routes/schema.ts';
import { getServicePrincipal, listServicePrincipals } from '../routes/service-principals.ts';
import { listUsers } from '../routes/users.ts';
import { badRequest, graphError } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';
import { createRateLimit } from './rate-limit.ts';

interface Route {
  method: 'GET' | 'POST';
  pattern: RegExp;
  handler: Handler;
}

function decodedParameters(found: RegExpExecArray): string[] | undefined {
  try {
    return found.slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function routesOf(world: World): Route[] {
  // https://learn.microsoft.com/graph/throttling-limits: reports and on-demand provisioning, 5 requests in 10 s per application and tenant.
  const mayReport = createRateLimit(5, 10_000, world.now);
  const mayProvision = createRateLimit(5, 10_000, world.now);
  const limited = (mayPass: (key: string) => boolean, handler: Handler): Handler => {
    return (request) => (mayPass(`${request.caller.clientId}/${request.tenant.tenantId}`) ? handler(request) : tooManyReports(request));
  };
  const job = '/v1.0/servicePrincipals/([^/]+)/synchronization/jobs/([^/]+)';
  const simpleActions = actionNames.filter((name) => name !== 'provisionOnDemand').join('|');
  return [
    { method: 'GET', pattern: /^\/v1\.0\/servicePrincipals$/, handler: listServicePrincipals },
    { method: 'GET', pattern: /^\/v1\.0\/servicePrincipals\/([^/]+)$/, handler: getServicePrincipal },
    { method: 'GET', pattern: /^\/v1\.0\/servicePrincipals\/([^/]+)\/synchronization\/jobs\/?$/, handler: listJobs },
    { method: 'GET', pattern: new RegExp(`^${job}$`), handler: getJob },
    { method: 'GET', pattern: new RegExp(`^${job}/schema$`), handler: getSchema },
    { method: 'POST', pattern: new RegExp(`^${job}/(${simpleActions})$`), handler: actOnJob },
    { method: 'POST', pattern: new RegExp(`^${job}/(provisionOnDemand)$`), handler: limited(mayProvision, actOnJob) },
    { method: 'GET', pattern: /^\/(?:v1\.0|beta)\/organization$/, handler: listOrganization },
    { method: 'GET', pattern: /^\/v1\.0\/domains$/, handler: listDomains },
    { method: 'GET', pattern: /^\/v1\.0\/directory\/onPremisesSynchronization$/, handler: listSynchronizationSettings },
    { method: 'GET', pattern: /^\/v1\.0\/roleManagement\/directory\/roleAssignments$/, handler: listRoleAssignments },
    { method: 'GET', pattern: /^\/v1\.0\/users$/, handler: listUsers },
    { method: 'GET', pattern: /^\/v1\.0\/directoryRoles$/, handler: listDirectoryRoles },
    { method: 'GET', pattern: /^\/v1\.0\/auditLogs\/directoryAudits$/, handler: limited(mayReport, listDirectoryAudits) },
    { method: 'GET', pattern: /^\/v1\.0\/auditLogs\/provisioning$/, handler: limited(mayReport, listProvisioningLog) },
    { method: 'GET', pattern: /^\/beta\/onPremisesPublishingProfiles\/provisioning\/agents$/, handler: listAgents },
    { method: 'GET', pattern: /^\/beta\/onPremisesPublishingProfiles\/provisioning\/agentGroups$/, handler: listAgentGroups },
  ];
}

/** Finds the handler of a request and lets it answer. */
export function createRouter(world: World): (request: Omit<GraphRequest, 'parameters'>) => Reply {
  const routes = routesOf(world);
  return (request) => {
    const candidates = routes.filter((route) => route.pattern.test(request.url.pathname));
    const route = candidates.find((candidate) => candidate.method === request.method);
    if (!route) {
      if (candidates.length > 0)
        return graphError(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.', request.trace);
      return badRequest('BadRequest', `Resource not found for the segment '${request.url.pathname.split('/')[2] ?? ''}'.`, request.trace);
    }
    const found = route.pattern.exec(request.url.pathname);
    const parameters = found && decodedParameters(found);
    return parameters ? route.handler({ ...request, parameters }) : badRequest('BadRequest', 'The path is not well formed.', request.trace);
  };
}
