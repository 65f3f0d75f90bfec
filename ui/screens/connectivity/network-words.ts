import type { NetworkDiagnosis } from '../../../client/client.d.ts';

type Phase = NetworkDiagnosis['phases'][number]['phase'];
type Step = NonNullable<NetworkDiagnosis['sequenceStopsAt']>['step'];

export const phaseNames = {
  connect: 'Connect to Entra ID',
  configure: 'Configure',
  'initial-sync': 'Initial sync',
} as const satisfies Record<Phase, string>;

export const stepNames = {
  'sign-in': 'sign-in',
  discovery: 'discovery of the sync service',
  anchor: 'sync service (anchor)',
  'directory-discovery': 'discovery of the directory',
  relay: 'directory (relay)',
  directory: 'directory',
} as const satisfies Record<Step, string>;

/** `407: the proxy wants a sign-in`: what the answer that a host gave, or did not give, comes to. */
export function statusText(status: NetworkDiagnosis['refused'][number]['status']): string {
  const meaning = meanings[status];
  return typeof status === 'number' ? `${status}${meaning ? `: ${meaning}` : ''}` : (meaning ?? status);
}

const meanings: Readonly<Record<number | string, string>> = {
  403: 'the way does not let it through',
  407: 'the proxy wants a sign-in',
  502: 'the proxy got no good answer',
  503: 'the proxy does not serve it now',
  504: 'the proxy did not wait for the answer',
  dns: 'name not resolved, or no connection',
  tls: 'TLS was refused or opened on the way',
  timeout: 'broke off, or no answer in time',
};
