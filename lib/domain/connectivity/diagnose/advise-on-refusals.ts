import type { RefusedStatus } from '../known/host-tally.ts';
import { refusalsOf } from '../known/host-tally.ts';
import type { KnownHost } from '../known/known-host.ts';
import { type BrokenRules, breakRule } from './advise.ts';
import type { Refusal } from './finding.ts';

/** The refusals of the hosts that count, and where the lines begin that show them; breaks the rules that they break. */
export function refusalsOfHosts(hosts: Iterable<KnownHost>, newestFirst: boolean, broken: BrokenRules) {
  const refused = new Map<string, Refusal>();
  const lines: number[] = [];
  for (const { host, role, tally, ports } of hosts) {
    if (ports.length === 0) continue;
    for (const { status, rule, isOfOneClient, lines: own } of refusalsOf(tally, newestFirst)) {
      refused.set(`${host} ${status}`, { host, status });
      for (const line of own) lines.push(line);
      breakRule(broken, rule ?? ruleOf(status, role === 'directory'), host);
      if (isOfOneClient) breakRule(broken, 'two-accounts', host);
    }
  }
  return { refused: [...refused.values()], refusedLines: lines };
}

function ruleOf(status: RefusedStatus, isGraph: boolean): Parameters<typeof breakRule>[1] {
  if (status === 407) return 'proxy-wants-sign-in';
  if (status === 401) return 'proxy-signs-in-as-the-host';
  if (status === 429) return 'too-many-requests';
  if (status === 'dns') return 'name-not-resolved';
  if (status === 'tls') return 'no-inspection';
  if (status === 'timeout' || status === 408 || status >= 500) return 'proxy-gets-no-answer';
  return isGraph ? 'graph-needed' : 'address-closed';
}
