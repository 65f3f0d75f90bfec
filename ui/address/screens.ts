/** Where the page is served from; its own addresses are told below this. */
export const base = '/api/ui';

/** The address of every screen; the build lets the service answer these and nothing else with 200. */
export const screens = {
  fleet: '/',
  job: '/jobs/:tenantId/:servicePrincipalId/:jobId',
  incident: '/incidents/:incidentId',
  incidents: '/incidents',
  explain: '/explain',
  catalogue: '/catalogue',
  code: '/catalogue/:code',
  entry: '/catalogue/:family/:code',
  connectivity: '/connectivity',
  tenants: '/tenants',
  tenant: '/tenants/:tenantId',
  operations: '/operations',
  audit: '/audit',
  grants: '/grants',
  monitor: '/monitor',
} as const satisfies Record<string, string>;

export type ScreenName = keyof typeof screens;
