import type { FaultRuleInput } from '../../../dev/graph/faults/fault-rules.ts';
import { between, createRandom, type Random } from '../../../dev/graph/model/random.ts';
import type { SinkFaultRule } from '../../../dev/teams/sink-faults.ts';
import type { Fault as StorageFault } from '../../support/storage/fault-proxy.ts';
import { dealGraphFaults, dealStorageFaults, dealTeamsFaults, shuffled } from './plan-faults.ts';

export interface PlanOptions {
  seed: number;
  lengthInMs: number;
  tenants: number;
  jobs: number;
  /** On-premises domains whose agents may all be down. */
  domains: number;
}

/** What every timed thing has: milliseconds after the start. */
interface Timed {
  atMs: number;
}

export type PlannedFault = Timed & { kind: string } & (
    | { edge: 'graph'; rule: FaultRuleInput; tenant: number | undefined }
    | { edge: 'teams'; rule: SinkFaultRule }
    | { edge: 'storage'; fault: StorageFault; service: 'tables' | 'queues' | 'both'; share: number; forMs: number }
  );

/** One turn in the life of a job; what comes of it depends on how the job is then. `roll` is 0 ≤ x < 1. */
export interface PlannedTurn extends Timed {
  job: number;
  roll: number;
  cause: string;
}

/** When the host dies: at once, at its next request to storage of that number, or as soon as the channel is sent a card. */
export interface PlannedKill extends Timed {
  moment: 'clock' | 'storage' | 'card';
  request: number;
}

/** What a user of the portal asks for: of a job chosen by `roll`, with so many equal requests at once. */
export interface PlannedOrder extends Timed {
  roll: number;
  choice: number;
  twins: number;
  again: boolean;
  key: string;
}

/** All agents of a domain go down. A patient one lets the service see that before the first job is in quarantine. */
export interface PlannedOutage extends Timed {
  domain: number;
  isPatient: boolean;
}

export interface Plan {
  seed: number;
  lengthInMs: number;
  faults: PlannedFault[];
  turns: PlannedTurn[];
  kills: PlannedKill[];
  orders: PlannedOrder[];
  outages: PlannedOutage[];
}

/** Codes that the catalogue knows, and one that nobody does. */
const causes = [
  'AzureActiveDirectoryInvalidCredential',
  'InvalidCredentials',
  'HybridSynchronizationActiveDirectoryInternalServerError',
  'AzureDirectoryServiceThrottled',
  'NobodyKnowsThis',
];

const perMinute = { graph: 18, teams: 8, storage: 9, turns: 55, orders: 16, kills: 6, outages: 3 };
/** The fleet is read once before anything is done to it. */
const calmInMs = 5_000;
/** What an outage lasts at least, so that it ends with the plan. */
const outageInMs = 35_000;
const fewestOutages = 2;

/** The same plan for the same seed. It knows nothing of what will come of it. */
export function makePlan({ seed, lengthInMs, tenants, jobs, domains }: PlanOptions): Plan {
  const dice = (purpose: number) => createRandom(seed * 16 + purpose);
  const spread = (rate: number, random: Random) => timesOf(rate, lengthInMs, random);
  const [graph, teams, storage] = [dealGraphFaults(dice(1), tenants), dealTeamsFaults(dice(2)), dealStorageFaults(dice(3))];
  const faults: PlannedFault[] = [
    ...spread(perMinute.graph, dice(7)).map((atMs): PlannedFault => ({ atMs, edge: 'graph', ...graph() })),
    ...spread(perMinute.teams, dice(8)).map((atMs): PlannedFault => ({ atMs, edge: 'teams', ...teams() })),
    ...spread(perMinute.storage, dice(9)).map((atMs): PlannedFault => ({ atMs, edge: 'storage', ...storage() })),
  ];
  return {
    seed,
    lengthInMs,
    faults: inOrder(faults),
    turns: planTurns(dice(4), lengthInMs, jobs),
    kills: spread(perMinute.kills, dice(5)).map((atMs, index) => killAt(atMs, index, createRandom(seed * 16 + 100 + index))),
    orders: planOrders(dice(6), lengthInMs, seed),
    outages: planOutages(dice(10), lengthInMs, domains),
  };
}

/** Evenly spread, each somewhere within its own part of the time. */
function timesOf(rate: number, lengthInMs: number, random: Random): number[] {
  const count = Math.floor((rate * lengthInMs) / 60_000);
  const part = (lengthInMs - calmInMs) / count;
  return Array.from({ length: count }, (_, index) => Math.round(calmInMs + (index + random()) * part));
}

/** Job after job in a random order; some turn once more at once, so that nobody can have seen what was between. */
function planTurns(random: Random, lengthInMs: number, jobs: number): PlannedTurn[] {
  const order = shuffled(
    random,
    Array.from({ length: jobs }, (_, index) => index),
  );
  const turns = timesOf(perMinute.turns, lengthInMs, random).flatMap((atMs, place) => {
    const turn = (): PlannedTurn => ({ atMs, job: order[place % jobs] ?? 0, roll: random(), cause: pick(random, causes) });
    return random() < 0.15 ? [turn(), { ...turn(), atMs: atMs + between(random, 500, 12_000) }] : [turn()];
  });
  return inOrder(turns);
}

function killAt(atMs: number, index: number, random: Random): PlannedKill {
  const moment = (['clock', 'storage', 'card'] as const)[index % 3] ?? 'clock';
  return { atMs, moment, request: between(random, 1, 40) };
}

function planOrders(random: Random, lengthInMs: number, seed: number): PlannedOrder[] {
  return timesOf(perMinute.orders, lengthInMs, random).map((atMs, index) => ({
    atMs,
    roll: random(),
    choice: random(),
    twins: between(random, 1, 3),
    again: random() < 0.4,
    key: `chaos-${seed}-${index}`,
  }));
}

/** Domain after domain, so that one has long run well again before it is its turn once more. */
function planOutages(random: Random, lengthInMs: number, domains: number): PlannedOutage[] {
  const count = Math.max(fewestOutages, Math.floor((perMinute.outages * lengthInMs) / 60_000));
  const part = Math.max(lengthInMs - outageInMs, 0) / count;
  const first = Math.floor(random() * domains);
  return Array.from({ length: count }, (_, index) => ({
    atMs: Math.round((index + random()) * part),
    domain: (first + index) % domains,
    isPatient: index % 3 !== 2,
  }));
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from');
  return item;
}

function inOrder<Item extends Timed>(items: Item[]): Item[] {
  return items.toSorted((one, other) => one.atMs - other.atMs);
}
