/** What of the fleet an incident of more than one job is of. */
export const scopeNames = { servicePrincipal: 'application', domain: 'domain', tenant: 'whole tenant', service: 'this service' } as const;
