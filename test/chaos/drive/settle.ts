import { setTimeout as sleep } from 'node:timers/promises';
import { isFinished } from '../../../lib/domain/operation/operation.ts';
import { isWatched } from '../../../lib/domain/tenant/tenant.ts';
import type { FinalList } from '../books/books.ts';
import { letPausesOfChannelPass, longestOrderInMs, waitingCards } from '../books/channel-book.ts';
import { type ChaosWorld, pollIntervalInMs } from '../world/chaos-world.ts';
import type { Prober } from './probe.ts';

const lookEveryMs = 2_000;
/** What an instance may hold of the fleet before it looks again. */
const cacheLifeInMs = 2_500;

export interface Settled {
  final: FinalList;
  seconds: number;
  /** What had not come to rest within the limit. */
  restless: string[];
}

/** Waits until the product has caught up with a world in which nothing goes wrong any more; of its pauses only the long ones are cut short. */
export async function settle(world: ChaosWorld, prober: Prober, limitInMs: number, tell: (line: string) => void): Promise<Settled> {
  const startedAt = Date.now();
  let restless: string[] = [];
  do {
    await sleep(lookEveryMs);
    // A busy machine may let a look at the tables time out: that is no rest, and no end of the run.
    restless = await letPausesPass(world)
      .then(() => unrest(world))
      .catch((error: unknown) => [`not seen (${String(error)})`]);
    if (restless.length > 0) tell(`settling: ${restless.join(', ')}`);
  } while (restless.length > 0 && Date.now() - startedAt < limitInMs);
  for (let attempt = 0; attempt < 20; attempt++) {
    await sleep(cacheLifeInMs);
    const final = await prober.lookAtAll();
    if (final !== undefined) return { final, seconds: Math.round((Date.now() - startedAt) / 1000), restless };
  }
  throw new Error('The API gave no whole answer after all faults had ended');
}

async function unrest(world: ChaosWorld): Promise<string[]> {
  const changedAt = Math.max(...[...world.truth.spells.values()].map((spells) => spells.at(-1)?.from ?? 0));
  const rows = (await world.direct.fleet.list()).map(({ value }) => value).filter(isWatched);
  // A job that has gone is believed at its second absence.
  const behind = rows.filter(({ lastCompletedAt }) => !(Date.parse(lastCompletedAt ?? '') >= changedAt + pollIntervalInMs));
  const cards = await waitingCards(world);
  const operations = (await Promise.all(world.cloud.tenantIds.map((tenantId) => world.direct.operations.list(tenantId)))).flat();
  const unsent = operations.filter((operation) => !isFinished(operation) && operation.postingAt === undefined);
  // Agents that are back are believed at the second good reading.
  const outages = (await Promise.all(world.cloud.tenantIds.map((tenantId) => world.direct.state.listOpenIncidents(tenantId))))
    .flat()
    .filter(({ condition }) => condition === 'agentDown');
  return [
    ...(outages.length > 0 ? [`${outages.length} domains without agents`] : []),
    ...(behind.length > 0 ? [`${behind.length} tenants behind`] : []),
    ...(cards.length > 0 ? [`${cards.length} cards waiting`] : []),
    ...(unsent.length > 0 ? [`${unsent.length} operations unsent`] : []),
  ];
}

// What waiting for it comes to: an ailing tenant or channel is left alone for up to an hour, and lost messages are looked for every minute.
async function letPausesPass({ direct, apiUrl }: ChaosWorld): Promise<void> {
  await fetch(new URL('/admin/functions/watch-self', apiUrl), { method: 'POST', body: '{"input":""}' }).catch(() => undefined);
  await letPausesOfChannelPass(direct);
  const before = Date.now() - longestOrderInMs;
  for (const { value, etag } of await direct.fleet.list()) {
    const isPaused = Date.parse(value.notBefore ?? '') > Date.now() && Date.parse(value.lastAttemptAt ?? '') < before;
    if (isPaused) await direct.fleet.merge(value.tenantId, { notBefore: null }, etag);
  }
}
