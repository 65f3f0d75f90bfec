import type { HttpMethod } from '@azure/functions';

/** How one HTTP function is registered with the host; its path is `/{routePrefix}/{route}`. */
export interface HttpRoute {
  methods: HttpMethod[];
  route: string;
  authLevel: 'anonymous';
}

function read(route: string): HttpRoute {
  // The host answers HEAD only where a function lists it.
  return { methods: ['GET', 'HEAD'], route, authLevel: 'anonymous' };
}

const job = 'v1/tenants/{tenantId}/servicePrincipals/{servicePrincipalId}/jobs/{jobId}';

/**
 * Every HTTP function by name. The host takes the first matching template in the order of the names, whatever the letters of the
 * template, so no two templates of one method may match one path, and the catch-all has to sort last. TRACE and CONNECT are not
 * listed: the worker cannot represent such a request.
 */
export const routes = {
  'get-docs': read('v1/docs'),
  'get-fleet-status': read('v1/status'),
  'get-health-live': read('v1/health/live'),
  'get-health-ready': read('v1/health/ready'),
  'get-incident': read('v1/incidents/{incidentId}'),
  'get-job': read(job),
  'get-job-history': read(`${job}/history`),
  'get-metrics': read('v1/metrics'),
  'get-openapi': read('v1/openapi.json'),
  'get-tenant': read('v1/tenants/{tenantId}'),
  'list-incidents': read('v1/incidents'),
  'list-jobs': read('v1/jobs'),
  'list-tenants': read('v1/tenants'),
  'zz-not-found': { methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], route: '{*path}', authLevel: 'anonymous' },
} satisfies Record<string, HttpRoute>;

export type RouteName = keyof typeof routes;
/** A function with an operation behind it; the catch-all has none. */
export type OperationId = Exclude<RouteName, 'zz-not-found'>;
