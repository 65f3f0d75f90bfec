import type { OpenTable, Table } from '../../../lib/adapters/tables/transport/table.ts';
import { handleOperationMessage } from '../../../lib/application/operate/handle-operation-message.ts';
import { handlePollMessage } from '../../../lib/application/poll/handle-poll-message.ts';
import type { GraphOperator } from '../../../lib/application/ports/operation-ports.ts';
import type { JobKey } from '../../../lib/domain/job/synchronization-job.ts';
import { Killed } from '../storage/mortal-tables.ts';
import { createFakeChannel } from '../worlds/notify-world.ts';
import { removeTenant } from '../worlds/register-tenant.ts';
import type { MortalProcess, ServiceWorld } from '../worlds/service-world.ts';
import { busyTenants } from './busy-world.ts';
import type { Cast } from './cast.ts';

export interface LastMinute {
  world: ServiceWorld;
  cast: Cast;
  site(index: number): JobKey;
  lastTickAt: number;
  /** Jobs whose incident opens again, changes its cause, and ends in the last tick. */
  again: JobKey;
  changed: JobKey;
  ended: JobKey;
}

/** Every process dies in the middle of something: a poller, a sender between two cards, three workers. */
export async function lastMinute(scene: LastMinute): Promise<void> {
  const { world, cast, site, lastTickAt } = scene;
  const { tenant, waiting } = world;
  const { tessera, kestrel, mercator, northlight, oakfield } = busyTenants;
  cast.quarantine(scene.changed, 'InvalidBaseAddress');
  cast.mend(scene.ended);
  cast.quarantine(scene.again, 'SecretExpired');
  for (const index of [13, 14, 16]) cast.quarantine(site(index), 'HostUnreachable');
  cast.quarantine(cast.job(kestrel, 'site-00.kestrel.example'), 'DomainExpired');
  cast.quarantine(cast.job(mercator, 'us.mercator.example'), 'HostUnreachable');
  // Missed once: only a second time in a row removes it.
  tenant.patch(cast.job(oakfield, 'staff.oakfield.example', 1), { removed: true });
  throttleSecondBatch(world, tessera);

  tenant.clock.at = lastTickAt;
  for (const message of await tenant.plan()) {
    if (message.tenantId === mercator) await pollAndDie(world, message);
    else await tenant.handle(message);
  }
  tenant.clock.advance(3_000);
  await sendAndDie(world);
  await tenant.handle({ ...tenant.force(mercator), rebuild: true });

  await cast.ask(site(6), 'restart', 'alice', { reason: 'Its message is still in the queue.' });
  await cast.ask(cast.job(kestrel, 'site-01.kestrel.example'), 'restart', 'alice');
  const inQueue = waiting.splice(0);
  await workAndDie(world, await askOne(scene, 7, 'restart'), { readJob: 'unavailable' });
  await workAndDie(world, await askOne(scene, 8, 'restart'), { readJob: 'dies' });
  await workAndDie(world, await askOne(scene, 9, 'restart'), { act: 'diesBefore' });
  await workAndDie(world, await askOne(scene, 18, 'pause'), { act: 'diesAfter' });
  waiting.push(...inQueue);

  await removeTenant(tenant.ports, kestrel, new Date(tenant.clock.at).toISOString());
  world.waitingPolls.push(tenant.force(kestrel), tenant.force(northlight));
  tenant.clock.at = lastTickAt + 10_000;
  world.waitingPolls.push(...(await tenant.plan()));
}

async function askOne({ world, cast, site }: LastMinute, index: number, action: string): Promise<unknown> {
  await cast.ask(site(index), action, 'bob');
  return world.waiting.pop();
}

function throttleSecondBatch({ tenant }: ServiceWorld, tenantId: string): void {
  const { graph } = tenant.ports;
  let batches = 0;
  tenant.ports.graph = {
    ...graph,
    readJobs: async (asked, ids) => {
      if (asked === tenantId && ++batches === 2) {
        tenant.fault({
          match: { tenantId, path: '$batch' },
          fault: { kind: 'status', status: 429, headers: { 'Retry-After': '40' } },
        });
      }
      return graph.readJobs(asked, ids);
    },
  };
}

/** The state is written, the lists are not, and the lease is never given back. */
async function pollAndDie(world: ServiceWorld, message: unknown): Promise<void> {
  const { stores, mortality } = world.mortalProcess();
  const die = async () => {
    mortality.callsLeft = 0;
    throw new Killed();
  };
  const deps = { ...world.tenant.ports, ...stores, views: { ...stores.views, write: die } };
  await dies(handlePollMessage(deps, world.tenant.options, message, 'message'));
}

type Death = { readJob?: 'dies' | 'unavailable'; act?: 'diesBefore' | 'diesAfter' };

async function workAndDie(world: ServiceWorld, message: unknown, death: Death): Promise<void> {
  const { stores, mortality } = world.mortalProcess();
  const { ports, shared } = world.tenant;
  const die = () => {
    mortality.callsLeft = 0;
    throw new Killed();
  };
  if (death.readJob === 'unavailable')
    shared.faults.add([{ match: { path: '/synchronization/jobs/' }, fault: { kind: 'status', status: 503 } }]);
  const operator: GraphOperator = {
    readJob: (key) => (death.readJob === 'dies' ? die() : world.operator.readJob(key)),
    act: async (key, action) => {
      if (death.act === 'diesAfter') await world.operator.act(key, action);
      return die();
    },
  };
  const work = handleOperationMessage({ ...ports, ...stores, operator }, message, 'message');
  if (death.readJob === 'unavailable') await work;
  else await dies(work);
}

/** Of two cards the first is posted and never marked, the second is taken and never posted. */
async function sendAndDie(world: ServiceWorld): Promise<void> {
  let isMarkable = true;
  const process = world.mortalProcess(withoutMarks(world.openTable, () => isMarkable));
  const posts = dyingAtSecondPost(process, () => {
    isMarkable = false;
  });
  const channels = Object.values(world.channels).map(({ name }) => createFakeChannel(name, posts));
  await dies(world.dispatchWith(process.stores, channels));
  for (const { name, sent } of channels) world.channels[name].sent.push(...sent);
}

function dyingAtSecondPost({ mortality }: MortalProcess, afterFirst: () => void): Parameters<typeof createFakeChannel>[1] {
  let posts = 0;
  return () => {
    posts += 1;
    if (posts === 1) return afterFirst();
    mortality.callsLeft = 0;
    throw new Killed();
  };
}

/** A mark removes a row of the outbox; a claim replaces it. */
function withoutMarks(openTable: OpenTable, isMarkable: () => boolean): OpenTable {
  return (name): Table => {
    const table = openTable(name);
    return {
      ...table,
      submit: async (partitionKey, actions) => {
        const isMark = actions.some(({ type, rowKey }) => type === 'delete' && rowKey.startsWith('outbox!'));
        if (isMark && !isMarkable()) throw new Error('The partition cannot be written');
        return table.submit(partitionKey, actions);
      },
    };
  };
}

async function dies(work: Promise<unknown>): Promise<void> {
  await work.then(
    () => {
      throw new Error('It was meant to die and lives');
    },
    (error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    },
  );
}
