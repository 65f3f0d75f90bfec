import type { RuleId } from '../tables/rules.ts';
import { type Rule, rules } from '../tables/rules.ts';
import type { NetworkAdvice } from './finding.ts';

/** The rules that a diagnosis stands on, each with the hosts that broke it. */
export type BrokenRules = Map<RuleId, Set<string>>;

// The way of a request: the name, the connection, the proxy's sign-in, TLS, the list of addresses, then what comes late.
const order = [
  'no-connection',
  'proxy-not-reached',
  'no-way-past-the-firewall',
  'name-not-resolved',
  'proxy-wants-sign-in',
  'proxy-signs-in-as-the-host',
  'too-many-requests',
  'tls-1.2',
  'no-inspection',
  'address-closed',
  'graph-needed',
  'proxy-gets-no-answer',
  'sign-in-closed',
  'discovery-closed',
  'anchor-closed',
  'directory-closed',
  'relay-closed',
  'two-accounts',
  'sign-in-of-the-service',
  'idle-time-out',
  'only-red-herrings',
  'report-cut-off',
  'form-not-understood',
  'server-not-in-log',
] as const satisfies readonly RuleId[];

const mostHosts = 20;

export function breakRule(broken: BrokenRules, rule: (typeof order)[number], ...hosts: string[]): void {
  const named = broken.get(rule) ?? new Set();
  for (const host of hosts) if (named.size < mostHosts) named.add(host);
  broken.set(rule, named);
}

/** The advice of every broken rule, in the order of the way that a request takes. */
export function adviceOf(broken: BrokenRules): NetworkAdvice[] {
  return order.flatMap((rule) => {
    const hosts = broken.get(rule);
    return hosts === undefined ? [] : [describeRule(rule, [...hosts])];
  });
}

/** The advice of a rule on the hosts that break it. */
export function describeRule(rule: RuleId, hosts: readonly string[]): NetworkAdvice {
  const { says, advice, confidence, source, links = [], codes = [] }: Rule = rules[rule];
  return {
    rule,
    says,
    ...(advice !== undefined && { advice }),
    hosts: hosts.slice(0, mostHosts),
    confidence,
    source,
    links: [...links],
    codes: [...codes],
  };
}
