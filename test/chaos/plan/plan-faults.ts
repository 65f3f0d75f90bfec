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

export function planGraphFault(random: Random, tenants: number): { kind: string; rule: FaultRuleInput; tenant: number | undefined } {
  const roll = random();
  const tenant = random() < 0.6 ? Math.floor(random() * tenants) : undefined;
  if (roll < 0.2)
    return { ...ofGraph(draw(random, effectKinds), { method: 'POST', path: '/jobs/', inBatch: false }, 1), tenant: undefined };
  if (roll < 0.4) return { ...ofGraph(draw(random, itemKinds), { inBatch: true }, 1), tenant };
  const identity = random() < 0.15;
  const match = { inBatch: false, service: identity ? ('authority' as const) : ('graph' as const) };
  return { ...ofGraph(draw(random, graphKinds), match, between(random, 1, 4)), tenant };
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

export function planTeamsFault(random: Random): { kind: string; rule: SinkFaultRule } {
  const [kind, , fault] = draw(random, teamsKinds);
  return { kind, rule: { fault, times: 1, probability: 1 } };
}

const storageKinds: Kinds<StorageFault> = [
  ['late', 2, { delayInMs: 1_500 }],
  ['reset', 2, 'reset'],
  ['reply lost', 3, 'dropAnswer'],
  ['halved', 2, 'halveAnswer'],
  ['503', 2, 'unavailable'],
];

export function planStorageFault(random: Random) {
  const [kind, , fault] = draw(random, storageKinds);
  const service = random() < 0.6 ? ('tables' as const) : random() < 0.5 ? ('queues' as const) : ('both' as const);
  return { kind, fault, service, share: 0.05 + random() * 0.4, forMs: between(random, 1_000, 6_000) };
}

function draw<Fault>(random: Random, kinds: Kinds<Fault>): Kinds<Fault>[number] {
  let left = random() * kinds.reduce((sum, [, weight]) => sum + weight, 0);
  for (const kind of kinds) {
    left -= kind[1];
    if (left < 0) return kind;
  }
  throw new Error('There is nothing to draw from');
}
