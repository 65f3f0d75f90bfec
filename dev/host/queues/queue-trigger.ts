import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { Listener } from '../functions/listener.ts';
import { messageOf } from '../worker/log.ts';
import { isStorageError } from './queue-connections.ts';
import { processMessage, type QueueProcessorDependencies } from './queue-processor.ts';

const MIN_POLLING_INTERVAL_IN_MS = 100;

/**
 * Polls a queue and hands its messages to the function, at most `newBatchThreshold + batchSize` at a time.
 * A missing queue is polled, not created. Messages bring the interval back to its minimum, emptiness doubles it.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#polling-algorithm
 */
export function startQueueTrigger(dependencies: QueueProcessorDependencies): Listener {
  const { queue, connections, settings } = dependencies;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const bell = createBell();
  const unsubscribe = connections.subscribe(queue, bell.ring);
  const receive = createReceiver(dependencies, stopping.signal);

  async function listen(): Promise<void> {
    let intervalInMs = MIN_POLLING_INTERVAL_IN_MS;
    while (!stopping.signal.aborted) {
      const messages = await receive();
      for (const message of messages) {
        const work: Promise<void> = processMessage(dependencies, message).finally(() => running.delete(work));
        running.add(work);
      }
      if (messages.length > 0) {
        intervalInMs = MIN_POLLING_INTERVAL_IN_MS;
        while (running.size > settings.newBatchThreshold && !stopping.signal.aborted) await Promise.race(running);
      } else if (!stopping.signal.aborted) {
        const rung = await bell.wait(intervalInMs * (0.8 + Math.random() * 0.4));
        intervalInMs = rung ? MIN_POLLING_INTERVAL_IN_MS : Math.min(intervalInMs * 2, settings.maxPollingIntervalInMs);
      }
    }
  }

  const listening = listen();
  return {
    async stop() {
      stopping.abort();
      unsubscribe();
      bell.ring();
      await Promise.all([listening, ...running]);
    },
  };
}

function createReceiver({ queue, settings, leaseInSeconds, hosted, log }: QueueProcessorDependencies, abortSignal: AbortSignal) {
  let isReadable = true;
  return async (): Promise<DequeuedMessageItem[]> => {
    try {
      const { receivedMessageItems } = await queue.receiveMessages({
        numberOfMessages: settings.batchSize,
        visibilityTimeout: leaseInSeconds,
        abortSignal,
      });
      isReadable = true;
      return receivedMessageItems;
    } catch (error) {
      if (abortSignal.aborted || isStorageError(error, 'QueueNotFound')) return [];
      // Told once, not at every poll of an outage.
      if (isReadable) log('warning', `the queue ${queue.name} cannot be read: ${messageOf(error)}`, hosted.name);
      isReadable = false;
      return [];
    }
  };
}

/** A pause that a ring ends early; a ring while nobody waits is kept for the next pause. */
function createBell() {
  let hasRung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      hasRung = true;
      wake?.();
    },
    async wait(limitInMs: number): Promise<boolean> {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, limitInMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      const rung = hasRung;
      hasRung = false;
      wake = undefined;
      return rung;
    },
  };
}
