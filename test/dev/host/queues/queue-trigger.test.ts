import { setImmediate as nextTurn } from 'node:timers/promises';
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { describe, expect, it } from '@jest/globals';
import type { HostedFunction } from '../../../../dev/host/functions/functions.ts';
import { createQueueConnections } from '../../../../dev/host/queues/queue-connections.ts';
import { startQueueTrigger } from '../../../../dev/host/queues/queue-trigger.ts';
import { parseHostJson } from '../../../../dev/host/settings/host-json.ts';
import { claimAccount } from '../../../support/storage/azurite.ts';

const trigger = { type: 'queueTrigger', direction: 'in' as const };

function createWorld(queueName: string, maxPollingInterval = '00:00:02') {
  const AzureWebJobsStorage = claimAccount().connectionString;
  const connections = createQueueConnections({ AzureWebJobsStorage });
  const queue = QueueServiceClient.fromConnectionString(AzureWebJobsStorage).getQueueClient(queueName);
  const settings = parseHostJson(
    { version: '2.0', extensions: { queues: { batchSize: 2, newBatchThreshold: 1, maxPollingInterval } } },
    false,
  ).queues;
  const hosted: HostedFunction = {
    name: 'f',
    bindings: { m: trigger },
    callback: () => undefined,
    triggerName: 'm',
    trigger,
    isDisabled: false,
    route: undefined,
  };
  return { connections, queue, dependencies: { hosted, queue, connections, settings, leaseInSeconds: 1, log: () => undefined } };
}

/** Counts the calls of one operation of a queue, which go on to the real one; `answered` waits for so many answers. */
function countCalls(queue: QueueClient, operation: 'updateMessage' | 'receiveMessages') {
  const original = queue[operation].bind(queue) as (...args: unknown[]) => Promise<never>;
  const reached = Promise.withResolvers<void>();
  let [calls, answers, goal] = [0, 0, Number.POSITIVE_INFINITY];
  queue[operation] = (...args: unknown[]) => {
    calls++;
    return original(...args).finally(() => {
      if (++answers >= goal) reached.resolve();
    });
  };
  return {
    calls: () => calls,
    answered: (count: number) => {
      goal = count;
      return reached.promise;
    },
  };
}

const encoded = (text: string) => Buffer.from(text).toString('base64');

describe('the queue trigger', () => {
  it('keeps a message hidden for as long as its function runs, and then deletes it', async () => {
    const { queue, dependencies } = createWorld('long');
    const renewals = countCalls(queue, 'updateMessage');
    await queue.create();
    await queue.sendMessage(encoded('x'));
    const finish = Promise.withResolvers<void>();
    let calls = 0;
    const called = Promise.withResolvers<void>();
    const listener = startQueueTrigger({
      ...dependencies,
      leaseInSeconds: 2,
      invoke: async () => {
        calls++;
        called.resolve();
        await finish.promise;
        return {};
      },
    });
    await called.promise;
    // Four renewals take two leases, and a poll comes at least every two seconds: without them another would have taken it.
    await renewals.answered(4);
    finish.resolve();
    await listener.stop();
    expect(calls).toBe(1);
    expect((await queue.getProperties()).approximateMessagesCount).toBe(0);
  });

  it('runs at most a batch more than the threshold at once', async () => {
    const { queue, dependencies } = createWorld('many');
    await queue.create();
    for (let index = 0; index < 12; index++) await queue.sendMessage(encoded(String(index)));
    let [running, most, done] = [0, 0, 0];
    const all = Promise.withResolvers<void>();
    const listener = startQueueTrigger({
      ...dependencies,
      invoke: async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 20));
        running--;
        if (++done === 12) all.resolve();
        return {};
      },
    });
    await all.promise;
    await listener.stop();
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(3);
  });

  it('waits for a queue that is missing, and an output wakes it before its next poll', async () => {
    const { queue, connections, dependencies } = createWorld('later', '00:10:00');
    const polls = countCalls(queue, 'receiveMessages');
    const called = Promise.withResolvers<void>();
    const listener = startQueueTrigger({
      ...dependencies,
      invoke: async () => {
        called.resolve();
        return {};
      },
    });
    // 100, 200, 400 and 800 ms have passed: the next poll comes in more than a second, but for the output.
    await polls.answered(5);
    connections.notify(queue);
    await nextTurn();
    expect(polls.calls()).toBe(6);
    await queue.create();
    await queue.sendMessage(encoded('x'));
    connections.notify(queue);
    await called.promise;
    await listener.stop();
  });
});
