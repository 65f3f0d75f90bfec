import type { WhoMustAct } from '../../client/client.d.ts';

/** Who has to act, in the words of the cards. */
export const actorNames = {
  'server-admin': 'the administrator of the server or its network',
  'tenant-admin': 'an administrator of the tenant',
  'other-tenant-admin': 'an administrator of the other tenant',
  'app-owner': 'the owner of the application',
  'directory-admin': 'the administrator of Active Directory',
  'service-owner': 'those who run this service',
  microsoft: 'Microsoft',
  nobody: 'nobody; it passes by itself',
} as const satisfies Record<WhoMustAct, string>;

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
