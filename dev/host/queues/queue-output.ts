import type { QueueClient } from '@azure/storage-queue';
import type { HostedFunction } from '../functions/functions.ts';
import { resolveMetadata, resolveSettings } from '../settings/binding-expressions.ts';
import type { QueueSettings } from '../settings/host-json.ts';
import type { InvocationResponse, RpcTypedData } from '../worker/core-contract.ts';
import { isStorageError, type QueueConnections } from './queue-connections.ts';
import { encodeMessage } from './queue-message.ts';

interface QueueOutputDependencies {
  connections: QueueConnections;
  settings: QueueSettings;
  env: NodeJS.ProcessEnv;
}

/** Writes what an invocation returned or set for its queue bindings; rejects when a queue does not take a message. */
export async function writeQueueOutputs(
  { connections, settings, env }: QueueOutputDependencies,
  hosted: HostedFunction,
  response: InvocationResponse,
  metadata: Record<string, RpcTypedData>,
): Promise<void> {
  for (const [name, binding] of Object.entries(hosted.bindings)) {
    if (binding.direction !== 'out' || binding.type.toLowerCase() !== 'queue') continue;
    const output = name === '$return' ? response.returnValue : response.outputData?.find((candidate) => candidate.name === name)?.data;
    const messages = messagesOf(output);
    if (messages.length === 0) continue;
    const queueName = resolveMetadata(resolveSettings(String(binding.queueName), env), metadata);
    const queue = connections.queue(binding.connection, queueName);
    for (const message of messages) await sendMessage(queue, encodeMessage(message, settings.messageEncoding));
    connections.notify(queue);
  }
}

/** Sends an encoded message, creating the queue if it is missing. */
export async function sendMessage(queue: QueueClient, text: string): Promise<void> {
  try {
    await queue.sendMessage(text);
  } catch (error) {
    if (!isStorageError(error, 'QueueNotFound')) throw error;
    await queue.createIfNotExists();
    await queue.sendMessage(text);
  }
}

/** An array is one message per item, an object its JSON, a text stays as it is. */
function messagesOf(output: RpcTypedData | null | undefined): (string | Uint8Array)[] {
  if (!output) return [];
  if (output.bytes) return [output.bytes];
  if (output.string !== undefined) return [output.string];
  if (output.json !== undefined) {
    const value: unknown = JSON.parse(output.json);
    return (Array.isArray(value) ? value : [value]).map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
  }
  const number = output.int ?? output.double;
  return number === undefined ? [] : [String(number)];
}
