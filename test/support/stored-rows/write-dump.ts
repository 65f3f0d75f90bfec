import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { QueueServiceClient } from '@azure/storage-queue';
import { expect, it } from '@jest/globals';
import { encodeMessage } from '../../../dev/host/queues/queue-message.ts';
import { sendMessage } from '../../../dev/host/queues/queue-output.ts';
import { createSdkTable } from '../../../lib/adapters/tables/transport/sdk-table.ts';
import { claimAccount } from '../storage/azurite.ts';
import { startServiceWorld } from '../worlds/service-world.ts';
import { liveBusyHour } from './busy-hour.ts';
import { createBusyWorld } from './busy-world.ts';
import { recordGraph } from './recorded-graph.ts';
import { dumpStorage } from './storage-dump.ts';

const folder = resolve(process.env.STORED_ROWS_FOLDER ?? 'test/fixtures/stored-rows');

/** Files of one row a line, so that they can be read and compared. */
function save(name: string, value: unknown): void {
  const oneLineEach = (list: unknown[]) => `[\n${list.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
  const text = Array.isArray(value)
    ? oneLineEach(value)
    : `{\n${Object.entries(value as Record<string, unknown>)
        .map(([key, part]) => `${JSON.stringify(key)}: ${Array.isArray(part) ? oneLineEach(part) : JSON.stringify(part)}`)
        .join(',\n')}\n}`;
  writeFileSync(join(folder, name), `${text}\n`);
}

it('writes what a busy hour leaves behind', async () => {
  if (existsSync(join(folder, 'tables.json'))) throw new Error('What an earlier release wrote is never written again');
  const { connectionString } = claimAccount();
  const openTable = (name: string) => createSdkTable({ connectionString }, name);
  await using world = await startServiceWorld(openTable, { buildWorld: createBusyWorld, poll: { concurrency: 1 } });
  const asked = await liveBusyHour(world);

  const { tenant, waiting, waitingPolls } = world;
  const queues = QueueServiceClient.fromConnectionString(connectionString);
  const fill = async (name: string, messages: readonly unknown[]) => {
    for (const message of messages) {
      const text = typeof message === 'string' ? message : JSON.stringify(message);
      await sendMessage(queues.getQueueClient(name), encodeMessage(text, 'base64'));
    }
  };
  await fill('poll-tenant', waitingPolls);
  await fill('run-operation', waiting);
  await fill('poll-tenant-poison', [waitingPolls.at(-1), 'no message of ours']);
  await fill('run-operation-poison', [waiting[0], { ...waiting[0], v: 2 }]);

  const { tables, queues: messages } = await dumpStorage(connectionString);
  save('tables.json', tables);
  save('queues.json', messages);
  save('graph.json', recordGraph(tenant.world));
  const told = Object.values(world.channels).flatMap(({ name, sent }) =>
    sent.map(({ kind, incidentIds }) => ({ channel: name, kind, incidentIds })),
  );
  save('facts.json', { at: new Date(tenant.clock.at).toISOString(), asked, told });
  expect(messages['poll-tenant']).toHaveLength(waitingPolls.length);
}, 600_000);
