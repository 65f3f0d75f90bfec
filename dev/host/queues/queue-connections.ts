import { ManagedIdentityCredential, type TokenCredential } from '@azure/identity';
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
      const service = services.get(setting) ?? openService(setting, env);
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

const retryOptions = { maxTries: 2 };

// The host looks for the name with its prefix first, and for a connection string before an identity.
function openService(setting: string, env: NodeJS.ProcessEnv): QueueServiceClient {
  const text = env[`AzureWebJobs${setting}`] || env[setting];
  if (text) return QueueServiceClient.fromConnectionString(text, { retryOptions });
  const url = env[`${setting}__queueServiceUri`] || addressOf(env[`${setting}__accountName`]);
  if (!url) throw new Error(`The setting ${setting} is missing: give a storage connection string, or ${setting}__accountName`);
  return new QueueServiceClient(url, credentialOf(setting, env), { retryOptions });
}

function addressOf(accountName: string | undefined): string | undefined {
  return accountName ? `https://${accountName}.queue.core.windows.net` : undefined;
}

/** https://learn.microsoft.com/azure/azure-functions/functions-reference#common-properties-for-identity-based-connections */
function credentialOf(setting: string, env: NodeJS.ProcessEnv): TokenCredential {
  const [kind, clientId] = [env[`${setting}__credential`], env[`${setting}__clientId`]];
  if (kind?.toLowerCase() !== 'managedidentity') throw new Error(`${setting}__credential must be managedidentity in the local host`);
  return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
}
