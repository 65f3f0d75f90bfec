import { judgeHosts } from '../hosts/judge-hosts.ts';
import type { Product } from '../tables/endpoint-row.ts';
import { describeRule } from './advise.ts';
import type { NetworkDiagnosis } from './finding.ts';
import { foundRowOf } from './found-row.ts';

/** What a list of hosts, as a firewall or a proxy lets them through, opens of what a product needs. */
export function diagnoseHosts(list: readonly string[], product: Product): NetworkDiagnosis {
  const { lines, reached, missing, notSeen, ignored, broken } = judgeHosts(list, { product });
  return {
    product,
    lines,
    phases: [],
    reached: reached.map(foundRowOf),
    missing: missing.map(foundRowOf),
    refused: [],
    notSeen: notSeen.map(foundRowOf),
    ignored,
    sequenceStopsAt: null,
    advice: [...broken].map(([rule, hosts]) => describeRule(rule, hosts)),
  };
}
