import { QueueServiceClient } from '@azure/storage-queue';
import { createSdkTable } from '../../../lib/adapters/tables/transport/sdk-table.ts';
import type { OperationMessage } from '../../../lib/application/operate/operation-message.ts';
import { claimAccount } from '../storage/azurite.ts';
import { type ServiceWorld, startServiceWorld } from '../worlds/service-world.ts';
import { replayGraph } from './recorded-graph.ts';
import { loadStorage } from './storage-dump.ts';
import { payloadOf, type StoredRows } from './stored-rows.ts';

export interface StoredWorld extends ServiceWorld {
  /** Handles every message of every queue, as the host does; answers how many each queue held. */
  deliver(): Promise<Record<string, number>>;
  /** Handles the messages of the working queues once more: queues deliver at least once. */
  deliverAgain(): Promise<void>;
}

/** Today's service over the rows of an earlier release; its clock goes on where that one's stood, and Graph answers as it did then. */
export async function startStoredWorld(rows: StoredRows): Promise<StoredWorld> {
  const { connectionString } = claimAccount();
  await loadStorage(connectionString, rows);
  const world = await startServiceWorld((name) => createSdkTable({ kind: 'connectionString', connectionString }, name), {
    startAt: Date.parse(rows.at),
    buildWorld: (now) => replayGraph(rows.graph, now),
  });
  const poll = (message: unknown) => world.tenant.handle(message);
  // Whatever its form: it is the worker that judges it.
  const work = (message: unknown) => world.run(message as OperationMessage);
  const handlers: Record<string, (message: unknown, id: string) => Promise<void>> = {
    'poll-tenant': poll,
    'run-operation': work,
    'poll-tenant-poison': (message, id) => world.setAside('poll-tenant', message, id),
    'run-operation-poison': (message, id) => world.setAside('run-operation', message, id),
  };
  const queues = QueueServiceClient.fromConnectionString(connectionString);

  async function drain(name: string, handle: (message: unknown, id: string) => Promise<void>): Promise<number> {
    const queue = queues.getQueueClient(name);
    let handled = 0;
    for (;;) {
      const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
      if (receivedMessageItems.length === 0) return handled;
      for (const { messageId, popReceipt, messageText } of receivedMessageItems) {
        await handle(payloadOf(messageText), messageId);
        await queue.deleteMessage(messageId, popReceipt);
        handled += 1;
      }
    }
  }

  return {
    ...world,
    deliver: async () => {
      const handled: Record<string, number> = {};
      for (const [name, handle] of Object.entries(handlers)) handled[name] = await drain(name, handle);
      return handled;
    },
    deliverAgain: async () => {
      for (const text of rows.queues['run-operation'] ?? []) await work(payloadOf(text));
      for (const text of rows.queues['poll-tenant'] ?? []) await poll(payloadOf(text));
    },
  };
}
