import type { FleetStatus } from '../../../client/client.d.ts';

type Unreadable = FleetStatus['tenants']['unreadable'][number];

const reasonNames: Readonly<Record<string, string>> = {
  consentMissing: 'Consent is missing',
  unauthorized: 'The credential is refused',
  rejected: 'Graph refuses the request',
  throttled: 'Graph asked to be left alone',
  timeout: 'No answer in time',
  unreachable: 'Not reachable',
  unavailable: 'Graph is not available',
  identityUnavailable: 'The identity of the service is not available',
  notFound: 'Not found at Graph',
  malformed: 'The answer cannot be understood',
  notYetRead: 'Not read yet',
  notPolled: 'Not polled',
  incomplete: 'Read in part only',
};

/** The reason in words; its own name where it is a new one. */
export function reasonWords(reason: string): string {
  return reasonNames[reason] ?? reason;
}

/** The tenants that cannot be read by reason, the most frequent first. */
export function byReason(unreadable: readonly Unreadable[]): [string, Unreadable[]][] {
  return [...Map.groupBy(unreadable, ({ reason }) => reason)].toSorted(([, one], [, other]) => other.length - one.length);
}
