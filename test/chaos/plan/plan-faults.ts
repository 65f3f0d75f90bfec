import type { FaultRuleInput, Fault as GraphFault } from '../../../dev/graph/faults/fault-rules.ts';
import { between, type Random } from '../../../dev/graph/model/random.ts';
import type { SinkFault, SinkFaultRule } from '../../../dev/teams/sink-faults.ts';
import type { Fault as StorageFault } from '../../support/storage/fault-proxy.ts';

/** What a throttled caller is told to wait: longer than a tick, so that an order that is forgotten shows. */
export const retryAfterInSeconds = 12;
const retryAfter = { 'retry-after': String(retryAfterInSeconds) };

type Kinds<Fault> = readonly (readonly [kind: string, weight: number, fault: Fault])[];

/** Of a whole request; each leaves Graph's jobs as they are, or the effect with an answer that does not say so. */
const graphKinds: Kinds<GraphFault> = [
  ['429', 3, { kind: 'status', status: 429, headers: retryAfter }],
  ['503', 2, { kind: 'status', status: 503 }],
  ['500', 1, { kind: 'status', status: 500 }],
  ['401', 1, { kind: 'status', status: 401 }],
  ['403', 1, { kind: 'status', status: 403 }],
  ['late', 2, { kind: 'delay', delayInMs: 4_000 }],
  ['reset', 2, { kind: 'reset' }],
  ['halved', 2, { kind: 'truncate', afterBytes: 900 }],
  ['html', 1, { kind: 'html' }],
  ['silence', 1, { kind: 'hang' }],
];
/** Of one item of a batch: one that is asked again at once gets its answer. */
const itemKinds: Kinds<GraphFault> = [
  ['item 503', 2, { kind: 'status', status: 503 }],
  ['item 401', 1, { kind: 'status', status: 401 }],
  ['item 429', 1, { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
  ['item late', 1, { kind: 'delay', delayInMs: 1_500 }],
];
/** Of a POST that acts on a job: done, and the answer says otherwise or never comes. */
const effectKinds: Kinds<GraphFault> = [
  ['done, 504', 2, { kind: 'afterEffect', status: 504 }],
  ['done, reset', 2, { kind: 'afterEffect', status: 'reset' }],
  ['done, silence', 1, { kind: 'afterEffect', status: 'hang' }],
];

/** Deals the faults of Graph: of three, one is of an action and one of an item or of the token authority. */
export function dealGraphFaults(random: Random, tenants: number): () => { kind: string; rule: FaultRuleInput; tenant: number | undefined } {
  const [ofRequests, ofItems, ofEffects] = [deck(random, graphKinds), deck(random, itemKinds), deck(random, effectKinds)];
  let dealt = 0;
  return () => {
    const turn = dealt++ % 6;
    const tenant = random() < 0.6 ? Math.floor(random() * tenants) : undefined;
    if (turn % 3 === 1) return { ...ofGraph(ofEffects(), { method: 'POST', path: '/jobs/', inBatch: false }, 1), tenant: undefined };
    if (turn === 2) return { ...ofGraph(ofItems(), { inBatch: true }, 1), tenant };
    const service = turn === 5 ? ('authority' as const) : ('graph' as const);
    return { ...ofGraph(ofRequests(), { inBatch: false, service }, between(random, 1, 4)), tenant };
  };
}

function ofGraph([kind, , fault]: Kinds<GraphFault>[number], match: NonNullable<FaultRuleInput['match']>, times: number) {
  return { kind, rule: { match, times, fault } };
}

/** Every one of them passes: a channel that is broken for good has tests of its own. */
const teamsKinds: Kinds<SinkFault> = [
  ['429', 2, { kind: 'status', status: 429, headers: retryAfter }],
  ['503', 2, { kind: 'status', status: 503 }],
  [
    '200 with an error',
    1,
    { kind: 'status', status: 200, body: 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429' },
  ],
  ['late', 2, { kind: 'delay', delayInMs: 2_000 }],
  ['reset', 2, { kind: 'reset' }],
  ['silence', 1, { kind: 'timeout' }],
  ['taken, silence', 1, { kind: 'acceptThenTimeout' }],
  ['taken, reset', 1, { kind: 'acceptThenReset' }],
];

export function dealTeamsFaults(random: Random): () => { kind: string; rule: SinkFaultRule } {
  const next = deck(random, teamsKinds);
  return () => {
    const [kind, , fault] = next();
    return { kind, rule: { fault, times: 1, probability: 1 } };
  };
}

const storageKinds: Kinds<StorageFault> = [
  ['late', 2, { delayInMs: 1_500 }],
  ['reset', 2, 'reset'],
  ['reply lost', 3, 'dropAnswer'],
  ['halved', 2, 'halveAnswer'],
  ['503', 2, 'unavailable'],
];

export function dealStorageFaults(random: Random) {
  const next = deck(random, storageKinds);
  return () => {
    const [kind, , fault] = next();
    const service = random() < 0.6 ? ('tables' as const) : random() < 0.5 ? ('queues' as const) : ('both' as const);
    return { kind, fault, service, share: 0.05 + random() * 0.4, forMs: between(random, 1_000, 6_000) };
  };
}

/** Deals every kind as often as its weight says before it shuffles anew, so that a short run knows them all, too. */
function deck<Fault>(random: Random, kinds: Kinds<Fault>): () => Kinds<Fault>[number] {
  const cards = kinds.flatMap((kind) => Array.from({ length: kind[1] }, () => kind));
  let left: Kinds<Fault>[number][] = [];
  return () => {
    if (left.length === 0) left = shuffled(random, cards);
    const card = left.pop();
    if (card === undefined) throw new Error('There is nothing to deal');
    return card;
  };
}

export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  const ranked = items.map((item) => ({ item, rank: random() }));
  return ranked.sort((one, other) => one.rank - other.rank).map(({ item }) => item);
}
