import type { WhoMustAct } from '../../client/client.d.ts';

/** Who has to act, short enough for a column. */
export const actorLabels = {
  'server-admin': 'Server team',
  'tenant-admin': 'Entra admin',
  'other-tenant-admin': 'Other tenant’s admin',
  'app-owner': 'App owner',
  'directory-admin': 'AD admin',
  'service-owner': 'This service’s team',
  microsoft: 'Microsoft',
  nobody: 'Nobody',
} as const satisfies Record<WhoMustAct, string>;
