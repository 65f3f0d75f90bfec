import type { Family } from '../../client/client.d.ts';
import { wordFor } from './word-for.ts';

/** What the families of the catalogue are called, on this page and in its document. */
export const familyNames = {
  'cloud-sync': 'Cloud sync: job errors',
  'cloud-sync-extended': 'Cloud sync: errors of objects and agents',
  'quarantine-reason': 'Quarantine reasons',
  'quarantine-cause': 'Typical causes of a quarantine',
  'provisioning-log': 'Provisioning log: errors',
  'provisioning-log-skip': 'Provisioning log: skip reasons',
  'cross-tenant-sync': 'Cross-tenant synchronization',
  aadsts: 'Sign-in errors (AADSTS)',
  'graph-http': 'Microsoft Graph: HTTP and error codes',
  'inbound-api': 'API-driven inbound provisioning',
  'scim-api': 'Entra SCIM API',
  'onprem-ecma': 'On-premises applications (ECMA host)',
  'job-state': 'States of a job and of its executions',
  'job-condition': 'Conditions of a job that have no code',
  'cloud-sync-agent-install': 'Cloud sync: installing the agent',
  'connect-export': 'Entra Connect: export errors',
  'connect-error-category': 'Entra Connect: error categories',
  'connect-auth': 'Entra Connect: signing in',
  'connect-connectivity': 'Entra Connect: connectivity',
  'connect-install': 'Entra Connect: installing',
  'phs-event': 'Password hash synchronization: events',
  'phs-check': 'Password hash synchronization: checks',
  'phs-object-status': 'Password hash synchronization: status of an object',
  'password-writeback': 'Password writeback',
  'sspr-writeback-event': 'Password reset and writeback: events',
} as const satisfies Record<Family, string>;

/** What the API may name that this page was built without stays as it is. */
export function familyName(family: string): string {
  return wordFor(familyNames, family);
}
