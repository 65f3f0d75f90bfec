/** Stable ids of the demo's tenants. The first is the home of the two applications; the last never consented to them. */
export const demoTenants = {
  northlight: 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1001',
  harborCity: 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1002',
  lindqvist: 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1003',
  mercator: 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1004',
  oakfield: 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1005',
  pinecrest: 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1006',
} as const;

export const demoHomeTenantId = demoTenants.northlight;
export const demoTenantIds: readonly string[] = Object.values(demoTenants);
