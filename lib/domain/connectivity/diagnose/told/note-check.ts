import type { HostCheck } from '../../check/check-line.ts';
import { noteRefusal, noteSuccess, type RefusalRule, type RefusedStatus } from '../../known/host-tally.ts';
import type { KnownHost } from '../../known/known-host.ts';
import type { KnownHosts } from '../../known/known-hosts.ts';
import { faultOf } from '../../paste/told-fault.ts';

/**
 * Notes a check of the script.
 * @param client Whose report it is.
 */
export function noteCheck(hosts: KnownHosts, check: HostCheck, moment: number, client: number): void {
  const { step, host, port, result, detail = '' } = check;
  // Beside the names of the chain nothing of Microsoft's is in it.
  if (step === 'dns') for (const name of detail.split(' > ').slice(0, 20)) noteName(hosts, name);
  const known = hosts.find(host);
  if (known === undefined || (port !== undefined && !known.ports.includes(port))) return;
  if (result !== 'ok') {
    const { status, rule } = refusalOf(check);
    noteRefusal(known.tally, status, moment, rule, client);
  } else if (step === 'tls' || step === 'http' || hasSignedIn(step, known, client)) noteSuccess(known.tally, port, moment, client);
}

// A tunnel by itself tells nothing of what is at its end; after a challenge it is the answer.
function hasSignedIn(step: HostCheck['step'], { tally }: KnownHost, client: number): boolean {
  return step === 'connect' && tally.refusals.some(({ byClient }) => byClient?.has(client));
}

function noteName(hosts: KnownHosts, name: string): void {
  const known = hosts.find(name);
  if (known?.herring !== undefined) noteSuccess(known.tally, undefined, 0);
}

// The script's own words.
const silentProxy = /^the proxy does not answer/i;

function refusalOf({ way, step, result, status, detail = '' }: HostCheck): { status: RefusedStatus; rule?: RefusalRule } {
  if (status !== undefined && status >= 400) return { status };
  if (result === 'inspected') return { status: 'tls' };
  if (step === 'dns') return { status: 'dns' };
  const fault = faultOf(detail);
  // Whoever goes through a proxy looks up no other name than that of the proxy.
  if (way === 'proxy' && (result === 'dns' || silentProxy.test(detail))) {
    return { status: result === 'dns' || fault === 'dns' ? 'dns' : 'timeout', rule: 'proxy-not-reached' };
  }
  if (result === 'dns') return { status: 'dns' };
  if (fault === 'tls-1.2') return { status: 'tls', rule: fault };
  if (fault === 'tls' || (step === 'tls' && result === 'failed')) return { status: 'tls' };
  return { status: 'timeout', ...(way === 'direct' && { rule: 'no-way-past-the-firewall' }) };
}
