import { describe, expect, it } from '@jest/globals';
import { unnamedCause } from '../../../dev/graph/behaviours/quarantine.ts';
import { tooManyDeletes } from '../../../dev/graph/demo/causes.ts';
import { createRandom } from '../../../dev/graph/model/random.ts';
import type { Answer } from '../../http/support/verify-answer.ts';
import { delayingTables } from '../../support/storage/delaying-tables.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { admin, type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';

const rounds = process.env.SOAK === '1' ? 300 : 12;
const twins = 6;
const hiccup = { cause: { ...unnamedCause, tenantActionable: false }, quarantinedForHours: 1 };
const person = (name: string) => ({ ruleId: 'rule', subjects: [{ objectId: name, objectTypeName: 'user' }] });

interface Wish {
  action: string;
  special?: object;
  body?: object;
}

const wishes: Wish[] = [
  { action: 'restart', special: hiccup },
  { action: 'clearQuarantine', special: hiccup },
  { action: 'start', special: { code: 'Paused' } },
  { action: 'pause' },
  { action: 'validateCredentials' },
  { action: 'provisionOnDemand', body: person('Ada') },
];

async function worldOf({ special = {} }: Wish, more: object = {}): Promise<OperationWorld> {
  const world = await startOperationWorld({ special: () => special, ...more });
  await world.tenant.tick();
  world.tenant.clock.advance(1_000);
  world.tenant.forget();
  return world;
}

describe('the same key', () => {
  it(`has the same answer for ${twins} requests over a store of random delays, while the worker and the poller go on: ${rounds} rounds`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const wish = wishes[round % wishes.length] ?? { action: 'restart' };
      const random = createRandom(round);
      await using world = await worldOf(wish, { openTable: delayingTables(createInMemoryTables(), random, 4) });
      const { key } = world.tenant.jobAt();
      const ask = () => world.act(key, wish.action, { key: 'k', ...(wish.body && { body: wish.body }) });
      const goOn = async () => {
        for (let turn = 0; turn < 12; turn += 1) {
          await world.work();
          if (random() < 0.3) await world.tenant.handle(world.tenant.force());
        }
      };
      const answers = await Promise.all([...Array.from({ length: twins }, ask), goOn()]);
      answers.push(await ask());
      await world.work();
      const told = answers.flatMap((answer) => (answer ? [answer] : [])).map(({ status, json }) => [status, json.operationId ?? json.code]);
      expect({ round, told: [...new Set(told.map(String))] }).toEqual({ round, told: [String([202, told[0]?.[1]])] });
      expect(world.posts().length).toBe(1);
    }
  }, 120_000);

  it(`is either accepted for good or never, beside requests with other keys: ${rounds} rounds`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const wish = wishes[round % wishes.length] ?? { action: 'restart' };
      const random = createRandom(1_000 + round);
      await using world = await worldOf(wish, { openTable: delayingTables(createInMemoryTables(), random, 4) });
      const { key } = world.tenant.jobAt();
      let isAccepted = false;
      const broken: unknown[] = [];
      const ask = async (idempotencyKey: string): Promise<void> => {
        const wasAccepted = isAccepted;
        const { status, json } = await world.act(key, wish.action, { key: idempotencyKey, ...(wish.body && { body: wish.body }) });
        if (idempotencyKey !== 'k') return;
        if (wasAccepted && status !== 202) broken.push({ round, status, code: json.code });
        isAccepted ||= status === 202;
      };
      const lane = async (idempotencyKey: string) => {
        for (let times = 0; times < 3; times += 1) {
          await ask(idempotencyKey);
          if (random() < 0.5) await world.work();
        }
      };
      await Promise.all(['k', 'k', 'other', 'another'].map(lane));
      await ask('k');
      await world.work();
      expect(broken).toEqual([]);
      const kept = await world.tenant.ports.operations.list(key.tenantId);
      expect(world.posts().length).toBeLessThanOrEqual(kept.length);
    }
  }, 120_000);

  interface Late extends Wish {
    title: string;
    meanwhile(world: OperationWorld): Promise<unknown>;
  }
  const late: Late[] = [
    { title: 'OperationActive', action: 'restart', special: hiccup, meanwhile: async () => undefined },
    { title: 'CoolDown', action: 'restart', special: hiccup, meanwhile: (world) => world.work() },
    { title: 'CoolDown for a subject', action: 'provisionOnDemand', body: person('Ada'), meanwhile: (world) => world.work() },
    {
      title: 'StartNotAllowed',
      action: 'start',
      special: { code: 'Paused' },
      meanwhile: async (world) => {
        await world.work();
        await world.tenant.ticks();
      },
    },
    {
      title: 'AcknowledgementRequired',
      action: 'clearQuarantine',
      special: hiccup,
      meanwhile: async (world) => {
        await world.work();
        world.tenant.patch(world.tenant.jobAt().key, {
          status: { code: 'Quarantine', quarantine: { reason: tooManyDeletes.reason } },
        });
        world.tenant.clock.advance(11 * 60_000);
        await world.tenant.ticks();
      },
    },
    {
      title: 'TooManyRequests',
      action: 'provisionOnDemand',
      body: person('Ada'),
      meanwhile: async (world) => {
        await world.work();
        for (const name of ['Grace', 'Edith', 'Joan', 'Hedy']) {
          await world.act(world.tenant.jobAt().key, 'provisionOnDemand', { body: { ...person(name), overrideCoolDown: true } });
          await world.work();
        }
      },
    },
    {
      title: 'NotFound of the job',
      action: 'restart',
      special: hiccup,
      meanwhile: async ({ tenant }) => {
        tenant.jobAt().job.removed = true;
        await tenant.ticks(3);
      },
    },
    {
      title: "Conflict on the tenant's row",
      action: 'restart',
      special: hiccup,
      meanwhile: async (world) => {
        await world.work();
        world.tenant.clock.advance(11 * 60_000);
        world.tenant.ports.fleet.merge = async () => undefined;
      },
    },
  ];

  it.each(late)('is a repetition where the late one would meet $title', async ({ action, body, special, meanwhile }) => {
    await using world = await worldOf({ action, ...(special && { special }) });
    const { key } = world.tenant.jobAt();
    const { operations } = world.tenant.ports;
    const { findCurrent } = operations;
    const first: Answer[] = [];
    const ask = (idempotencyKey: string) => world.act(key, action, { key: idempotencyKey, ...(body && { body }) });
    operations.findCurrent = async (job) => {
      operations.findCurrent = findCurrent;
      first.push(await ask('k'));
      await meanwhile(world);
      return findCurrent(job);
    };
    expect(await ask('k')).toMatchObject({ status: 202, json: { operationId: first[0]?.json.operationId } });
    // Without the repetition it would have been refused: so is the same wish of somebody else.
    const other = await world.act(key, action, { caller: admin('bob'), ...(body && { body }) });
    expect(other.status).toBeGreaterThanOrEqual(400);
  });
});
