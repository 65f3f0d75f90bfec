import type { FunctionOutput } from '@azure/functions';
import { app, type QueueFunctionName, queueHandler, queueOutputs } from '../lib/entry.ts';

/** What each of them takes messages from, and where its own go. */
const queues: Record<QueueFunctionName, { queueName: string; return?: FunctionOutput }> = {
  'poll-tenant': { queueName: 'poll-tenant', return: queueOutputs['poll-tenant'] },
  'record-poison-poll-tenant': { queueName: 'poll-tenant-poison' },
  'record-poison-run-operation': { queueName: 'run-operation-poison' },
  'run-operation': { queueName: 'run-operation', return: queueOutputs['poll-tenant'] },
};

for (const name of Object.keys(queues) as QueueFunctionName[]) {
  const { queueName, ...outputs } = queues[name];
  app.storageQueue(name, { queueName, connection: 'AzureWebJobsStorage', ...outputs, handler: queueHandler(name) });
}
