import type { FleetStatus, Gap } from '../../client/client.d.ts';

type Fault = NonNullable<Gap['reason']> | FleetStatus['tenants']['unreadable'][number]['reason'];

/** Why something was not read, by the name that the service has for it; within a sentence. */
export const readingFaults = {
  consentMissing: 'the consent was missing',
  unauthorized: 'our sign-in was refused',
  rejected: 'the request was refused',
  throttled: 'Graph asked to wait',
  timeout: 'no answer in time',
  unreachable: 'Graph could not be reached',
  unavailable: 'Graph was not available',
  identityUnavailable: 'no token could be got',
  notFound: 'not found at Graph',
  malformed: 'the answer could not be understood',
  missing: 'not in the list',
  notYetRead: 'not read yet',
  notPolled: 'nobody asked',
  incomplete: 'no pass came to its end in time',
} as const satisfies Record<Fault, string>;
