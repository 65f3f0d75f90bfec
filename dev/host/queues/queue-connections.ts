import { type QueueClient, QueueServiceClient, RestError } from '@azure/storage-queue';

export interface QueueConnections {
  /** The queue of that name in the account an app setting names. */
  queue(connection: unknown, name: string): QueueClient;
  /** Tells the listener of a queue that it holds a new message. */
  notify(queue: QueueClient): void;
  /** Calls back at every `notify` of this queue; the answer unsubscribes. */
  subscribe(queue: QueueClient, listener: () => void): () => void;
}

/** The storage accounts of the app's settings, one client each. */
export function createQueueConnections(env: NodeJS.ProcessEnv): QueueConnections {
  const services = new Map<string, QueueServiceClient>();
  const listeners = new Map<string, Set<() => void>>();
  return {
    queue(connection, name) {
      const setting = typeof connection === 'string' && connection !== '' ? connection : 'AzureWebJobsStorage';
      const service =
        services.get(setting) ?? QueueServiceClient.fromConnectionString(connectionString(setting, env), { retryOptions: { maxTries: 2 } });
      services.set(setting, service);
      return service.getQueueClient(name.toLowerCase());
    },
    notify(queue) {
      for (const listener of listeners.get(queue.url) ?? []) listener();
    },
    subscribe(queue, listener) {
      const ofQueue = listeners.get(queue.url) ?? new Set();
      listeners.set(queue.url, ofQueue.add(listener));
      return () => ofQueue.delete(listener);
    },
  };
}

/** Whether the service answered with this error code, such as `QueueNotFound`. */
export function isStorageError(error: unknown, code: string): boolean {
  return error instanceof RestError && (error.code === code || (error.details as { errorCode?: unknown } | undefined)?.errorCode === code);
}

// The host looks for the name with its prefix first.
function connectionString(setting: string, env: NodeJS.ProcessEnv): string {
  const value = env[`AzureWebJobs${setting}`] || env[setting];
  if (!value) throw new Error(`The setting ${setting} is missing: the local host needs a storage connection string there`);
  return value;
}
