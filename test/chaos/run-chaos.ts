import { setTimeout as sleep } from 'node:timers/promises';
import type { Kill, Order, Outage } from './books/books.ts';
import { collectBooks } from './books/collect-books.ts';
import { checkBooks } from './check/check-books.ts';
import { injectFaults } from './drive/inject-faults.ts';
import { takeTurn } from './drive/live.ts';
import { placeOrder } from './drive/order.ts';
import { startProber } from './drive/probe.ts';
import { settle } from './drive/settle.ts';
import { strike } from './drive/strike.ts';
import { takeAgentsDown } from './drive/take-agents-down.ts';
import { follow, repeat } from './drive/timeline.ts';
import { makePlan, type Plan } from './plan/plan.ts';
import type { RunResult } from './report/report.ts';
import { type ChaosWorld, fleetSize, freeJobCount, startChaosWorld } from './world/chaos-world.ts';

/** Of the minutes asked for, so much is left for coming to rest; a run that needs longer gets it. */
const restInMs = 45_000;
const settleLimitInMs = 240_000;
const firstReadingLimitInMs = 120_000;

export interface ChaosOptions {
  seed: number;
  minutes: number;
}

type Tell = (line: string) => void;

/** One run: the plan of the seed is carried out on the living product, and then all books are compared. */
export async function runChaos({ seed, minutes }: ChaosOptions, tell: Tell): Promise<RunResult> {
  const lengthInMs = Math.max(20_000, minutes * 60_000 - restInMs);
  const plan = makePlan({ seed, lengthInMs, tenants: fleetSize.tenants, domains: fleetSize.tenants, jobs: freeJobCount });
  tell(
    `seed ${seed}: ${plan.faults.length} faults, ${plan.turns.length} turns of ${freeJobCount} jobs, ${plan.kills.length} kills, ${plan.orders.length} orders, ${plan.outages.length} domains without agents`,
  );
  const world = await startChaosWorld(seed);
  try {
    await firstReading(world);
    return await carryOut(world, plan, minutes, tell);
  } finally {
    await world.close();
  }
}

async function firstReading({ direct, cloud }: ChaosWorld): Promise<void> {
  for (const end = Date.now() + firstReadingLimitInMs; Date.now() < end; await sleep(500)) {
    const rows = (await direct.fleet.list()).filter(({ value }) => value.lastCompletedAt !== undefined);
    if (rows.length >= cloud.tenantIds.length) return;
  }
  throw new Error('The fleet was not read once within two minutes');
}

async function carryOut(world: ChaosWorld, plan: Plan, minutes: number, tell: Tell): Promise<RunResult> {
  const startedAt = Date.now();
  const kills: Kill[] = [];
  const orders: Order[] = [];
  const outages: Outage[] = [];
  const prober = startProber(world);
  const injection = injectFaults(world, plan, startedAt);
  const progress = repeat(15_000, async () => tell(progressOf(startedAt, plan, kills, orders, (await world.sink.cards()).length)));
  const ordering = follow(plan.orders, startedAt, async (planned) => {
    const order = await placeOrder(world, planned);
    if (order !== undefined) orders.push(order);
  });
  const outagesEnd = follow(plan.outages, startedAt, async (planned) => void outages.push(await takeAgentsDown(world, planned)));
  await Promise.all([
    injection.done,
    follow(plan.turns, startedAt, (turn) => takeTurn(world, turn)),
    follow(plan.kills, startedAt, async (planned) => {
      const kill = await strike(world, injection, planned);
      if (kill !== undefined) kills.push(kill);
    }),
  ]);
  const faults = await injection.end();
  await Promise.all([ordering, outagesEnd]);
  const settled = await settle(world, prober, settleLimitInMs, tell);
  await Promise.all([prober.stop(), progress.stop()]);
  const books = await collectBooks(world, { prober, final: settled.final, kills, orders, outages });
  return { seed: plan.seed, minutes, settledInSeconds: settled.seconds, faults, books, verdict: checkBooks(books) };
}

function progressOf(startedAt: number, plan: Plan, kills: readonly Kill[], orders: readonly Order[], cards: number): string {
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  return `${seconds} of ${Math.round(plan.lengthInMs / 1000)} s: ${kills.length} kills, ${orders.length} orders, ${cards} cards`;
}
