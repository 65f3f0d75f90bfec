import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import type { HostedFunction } from '../functions/functions.ts';
import type { Invoke } from '../functions/invoke.ts';
import type { QueueSettings } from '../settings/host-json.ts';
import { type Log, messageOf } from '../worker/log.ts';
import { isStorageError, type QueueConnections } from './queue-connections.ts';
import { decodeMessage, metadataOf } from './queue-message.ts';
import { sendMessage } from './queue-output.ts';

export interface QueueProcessorDependencies {
  hosted: HostedFunction;
  queue: QueueClient;
  connections: QueueConnections;
  settings: QueueSettings;
  leaseInSeconds: number;
  invoke: Invoke;
  log: Log;
}

/**
 * Handles one received message to its end: deletes it, makes it visible again, or moves it to the poison queue. Never rejects.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#poison-messages
 */
export async function processMessage(dependencies: QueueProcessorDependencies, message: DequeuedMessageItem): Promise<void> {
  const { hosted, settings, queue, log } = dependencies;
  const poison = poisonQueueOf(dependencies);
  const lease = keepLease(dependencies, message);
  try {
    const content = decodeMessage(message.messageText, settings.messageEncoding);
    if (!content && poison) return await moveToPoison(dependencies, poison, lease.release, message, 'it is not base64');
    if (message.dequeueCount > settings.maxDequeueCount && poison) {
      return await moveToPoison(dependencies, poison, lease.release, message, `it was taken ${message.dequeueCount} times`);
    }
    if (content && (await succeeds(dependencies, message, content))) {
      await queue.deleteMessage(message.messageId, await lease.release());
    } else if (poison && message.dequeueCount >= settings.maxDequeueCount) {
      await moveToPoison(dependencies, poison, lease.release, message, `it failed ${message.dequeueCount} times`);
    } else if (poison) {
      const visibilityInSeconds = Math.round(settings.visibilityTimeoutInMs / 1000);
      await queue.updateMessage(message.messageId, await lease.release(), undefined, visibilityInSeconds);
    }
    // A failed message without a poison queue stays hidden for the rest of its lease: no loop without end.
  } catch (error) {
    if (!isStorageError(error, 'MessageNotFound'))
      log('error', `message ${message.messageId} of ${queue.name}: ${messageOf(error)}`, hosted.name);
  } finally {
    await lease.release();
  }
}

async function succeeds({ hosted, invoke }: QueueProcessorDependencies, message: DequeuedMessageItem, content: Buffer): Promise<boolean> {
  const isBinary = String(hosted.trigger.dataType).toLowerCase() === 'binary';
  const data = isBinary ? { bytes: content } : { string: content.toString('utf8') };
  return invoke(hosted, { data, triggerMetadata: metadataOf(message, content) }).then(
    () => true,
    () => false,
  );
}

// The names of queues have at most 63 characters, and what fails in a poison queue is not moved again.
function poisonQueueOf({ connections, hosted, queue }: QueueProcessorDependencies): QueueClient | undefined {
  const name = `${queue.name}-poison`;
  return queue.name.endsWith('-poison') || name.length > 63 ? undefined : connections.queue(hosted.trigger.connection, name);
}

async function moveToPoison(
  { hosted, queue, connections, log }: QueueProcessorDependencies,
  poison: QueueClient,
  release: () => Promise<string>,
  message: DequeuedMessageItem,
  reason: string,
): Promise<void> {
  log('warning', `message ${message.messageId} goes to ${poison.name}: ${reason}`, hosted.name);
  await sendMessage(poison, message.messageText);
  await queue.deleteMessage(message.messageId, await release());
  connections.notify(poison);
}

/** Renews the lease at half of its time. `release` ends that and answers the receipt that is valid then. */
function keepLease({ queue, leaseInSeconds, hosted, log }: QueueProcessorDependencies, message: DequeuedMessageItem) {
  let popReceipt = message.popReceipt;
  let renewal: Promise<void> = Promise.resolve();
  const timer = setInterval(
    () => {
      renewal = queue.updateMessage(message.messageId, popReceipt, undefined, leaseInSeconds).then(
        (response) => {
          popReceipt = response.popReceipt ?? popReceipt;
        },
        (error) => log('warning', `the lease of message ${message.messageId} is not renewed: ${messageOf(error)}`, hosted.name),
      );
    },
    (leaseInSeconds * 1000) / 2,
  );
  return {
    async release(): Promise<string> {
      clearInterval(timer);
      await renewal;
      return popReceipt;
    },
  };
}
