import type { HttpMethod } from '@azure/functions';

/** How one HTTP function is registered with the host; its path is `/{routePrefix}/{route}`. */
export interface HttpRoute {
  methods: HttpMethod[];
  route: string;
  authLevel: 'anonymous';
  /** Whether messages come of its answers: then the function is bound to the queues. */
  emits: boolean;
}

function read(route: string) {
  // The host answers HEAD only where a function lists it.
  return { methods: ['GET', 'HEAD'], route, authLevel: 'anonymous', emits: false } satisfies HttpRoute;
}

/** A question too long for an address. */
function ask(route: string) {
  return { methods: ['POST'], route, authLevel: 'anonymous', emits: false } satisfies HttpRoute;
}

function write(route: string) {
  return { methods: ['POST'], route, authLevel: 'anonymous', emits: true } satisfies HttpRoute;
}

/** Changes a setting of the service itself: nothing has to be sent on. */
function change(method: 'PUT' | 'DELETE', route: string) {
  return { methods: [method], route, authLevel: 'anonymous', emits: false } satisfies HttpRoute;
}

/** Changes what is watched: the poller has to hear of it. */
function manage(method: 'PUT' | 'DELETE', route: string) {
  return { methods: [method], route, authLevel: 'anonymous', emits: true } satisfies HttpRoute;
}

const job = 'v1/tenants/{tenantId}/servicePrincipals/{servicePrincipalId}/jobs/{jobId}';

/**
 * Every HTTP function by name. The host takes the first matching template in the order of the names, whatever the letters of the
 * template, so no two templates of one method may match one path, and the catch-all has to sort last. TRACE and CONNECT are not
 * listed: the worker cannot represent such a request.
 */
export const routes = {
  'acknowledge-incident': write('v1/incidents/{incidentId}/acknowledge'),
  'approve-operation': write('v1/operations/{operationId}/approve'),
  'check-tenant': write('v1/tenants/{tenantId}/check'),
  'clear-quarantine': write(`${job}/clearQuarantine`),
  'delete-grant': change('DELETE', 'v1/grants/{principal}'),
  'delete-tenant': manage('DELETE', 'v1/tenants/{tenantId}'),
  'diagnose-connectivity': ask('v1/connectivity/diagnose'),
  'explain-text': ask('v1/errors/explain'),
  'get-agents': read('v1/tenants/{tenantId}/agents'),
  'get-directory-sync': read('v1/tenants/{tenantId}/directorySync'),
  'get-docs': read('v1/docs'),
  'get-docs-types': read('v1/docs/types'),
  'get-error': read('v1/errors/{code}'),
  'get-fleet-status': read('v1/status'),
  'get-grant': read('v1/grants/{principal}'),
  'get-health-live': read('v1/health/live'),
  'get-health-ready': read('v1/health/ready'),
  'get-incident': read('v1/incidents/{incidentId}'),
  'get-job': read(job),
  'get-job-history': read(`${job}/history`),
  'get-job-trend': read(`${job}/trend`),
  'get-me': read('v1/me'),
  'get-metrics': read('v1/metrics'),
  'get-openapi': read('v1/openapi.json'),
  'get-operation': read('v1/operations/{operationId}'),
  'get-page': read('ui/{*path}'),
  'get-tenant': read('v1/tenants/{tenantId}'),
  'get-topic': read('v1/topics/{id}'),
  'list-audit': read('v1/audit'),
  'list-changes': read('v1/changes'),
  'list-endpoints': read('v1/connectivity/endpoints'),
  'list-error-sightings': read('v1/errorSightings'),
  'list-errors': read('v1/errors'),
  'list-grants': read('v1/grants'),
  'list-incidents': read('v1/incidents'),
  'list-job-groups': read('v1/jobGroups'),
  'list-jobs': read('v1/jobs'),
  'list-operations': read('v1/operations'),
  'list-preceding-changes': read('v1/incidents/{incidentId}/precedingChanges'),
  'list-provisioning-errors': read(`${job}/provisioningErrors`),
  'list-rules': read(`${job}/rules`),
  'list-staged-deletes': read(`${job}/stagedDeletes`),
  'list-tenants': read('v1/tenants'),
  'list-topics': read('v1/topics'),
  'pause-job': write(`${job}/pause`),
  'provision-on-demand': write(`${job}/provisionOnDemand`),
  'put-grant': change('PUT', 'v1/grants/{principal}'),
  'put-tenant': manage('PUT', 'v1/tenants/{tenantId}'),
  'reject-operation': write('v1/operations/{operationId}/reject'),
  'restart-job': write(`${job}/restart`),
  'snooze-incident': write('v1/incidents/{incidentId}/snooze'),
  'start-job': write(`${job}/start`),
  'validate-credentials': write(`${job}/validateCredentials`),
  'zz-not-found': {
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    route: '{*path}',
    authLevel: 'anonymous',
    emits: false,
  },
} satisfies Record<string, HttpRoute>;

export type RouteName = keyof typeof routes;
export const routeNames = Object.keys(routes) as RouteName[];

/** A function with an operation behind it; the page for people and the catch-all have none. */
export type OperationId = Exclude<RouteName, 'get-page' | 'zz-not-found'>;

export function hasOperation(name: RouteName): name is OperationId {
  return name !== 'get-page' && name !== 'zz-not-found';
}

/** An operation of whose answers messages come. */
export type EmittingId = { [Id in OperationId]: (typeof routes)[Id]['emits'] extends true ? Id : never }[OperationId];
