import type { FaultRuleInput } from '../../../dev/graph/faults/fault-rules.ts';
import { createRandom } from '../../../dev/graph/model/random.ts';
import type { Fault } from '../../support/storage/fault-proxy.ts';
import type { Plan, PlannedFault } from '../plan/plan.ts';
import type { StorageService } from '../world/chaos-storage.ts';
import type { ChaosWorld } from '../world/chaos-world.ts';
import { follow } from './timeline.ts';

/** How often each kind of fault struck, by edge. */
export type FaultCounts = Map<string, number>;

export interface FaultInjection {
  /** Resolves when the last planned fault is in place. */
  done: Promise<void>;
  /** Called at every request of a host to storage. */
  onStorageRequest(watcher: (() => void) | undefined): void;
  /** Takes every fault back and answers how many struck. */
  end(): Promise<FaultCounts>;
}

type StorageFault = Extract<PlannedFault, { edge: 'storage' }>;

/** Puts each planned fault in its place at its time. */
export function injectFaults(world: ChaosWorld, plan: Plan, startedAt: number): FaultInjection {
  const counts: FaultCounts = new Map();
  const count = (kind: string, by = 1) => counts.set(kind, (counts.get(kind) ?? 0) + by);
  const random = createRandom(plan.seed * 16 + 15);
  let watcher: (() => void) | undefined;
  let open: (StorageFault & { until: number })[] = [];
  world.storage.onRequest((service: StorageService): Fault => {
    watcher?.();
    open = open.filter(({ until }) => until > Date.now());
    const window = open.find((candidate) => candidate.service === service || candidate.service === 'both');
    if (window === undefined || random() >= window.share) return 'none';
    count(`storage ${window.kind}`);
    return window.fault;
  });
  const done = follow(plan.faults, startedAt, async (fault) => {
    if (fault.edge === 'storage') open.push({ ...fault, until: Date.now() + fault.forMs });
    else if (fault.edge === 'teams') await world.sink.fault(fault.rule);
    else await addGraphFault(world, fault);
    if (fault.edge !== 'storage') count(`${fault.edge} ${fault.kind}`, fault.rule.times ?? 1);
  });
  return {
    done,
    onStorageRequest: (next) => {
      watcher = next;
    },
    end: async () => {
      world.storage.onRequest(() => 'none');
      await takeBack(world, plan, count);
      return counts;
    },
  };
}

async function addGraphFault({ cloud }: ChaosWorld, { rule, tenant }: Extract<PlannedFault, { edge: 'graph' }>): Promise<void> {
  // The authority tells the tenant of a request by its path.
  const tenantId = tenant === undefined || rule.match?.service === 'authority' ? undefined : cloud.tenantIds[tenant];
  const match = { ...rule.match, ...(tenantId !== undefined && { tenantId }) };
  const answer = await fetch(`${cloud.graphUrl}/_faults`, { method: 'POST', body: JSON.stringify({ ...rule, match }) });
  if (answer.status !== 204) throw new Error(`The simulator refused a fault: ${await answer.text()}`);
}

/** What both simulators show of a rule that has not struck as often as it may. */
interface RuleLeft {
  fault: unknown;
  times?: number | null | undefined;
  match?: FaultRuleInput['match'] | undefined;
}

function keyOf(edge: string, { fault, match }: RuleLeft): string {
  return JSON.stringify([edge, fault, match?.inBatch]);
}

// What nobody met did not strike.
async function takeBack({ cloud, sink }: ChaosWorld, plan: Plan, count: (kind: string, by: number) => void): Promise<void> {
  const kindOf = new Map(plan.faults.flatMap((fault) => (fault.edge === 'storage' ? [] : [[keyOf(fault.edge, fault.rule), fault.kind]])));
  const left: [edge: string, url: string][] = [
    ['graph', cloud.graphUrl],
    ['teams', sink.url],
  ];
  for (const [edge, url] of left) {
    const rules = (await (await fetch(`${url}/_faults`)).json()) as RuleLeft[];
    for (const rule of rules) count(`${edge} ${kindOf.get(keyOf(edge, rule))}`, -(rule.times ?? 0));
    await fetch(`${url}/_faults`, { method: 'DELETE' });
  }
}
