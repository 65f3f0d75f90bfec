import type { WhoMustAct } from './catalogue-entry.ts';

/** Each actor in the words of a card and of the printed catalogue. */
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
