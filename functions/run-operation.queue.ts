import { app, queueHandler, queueOutputs } from '../lib/entry.ts';

app.storageQueue('run-operation', {
  queueName: 'run-operation',
  connection: 'AzureWebJobsStorage',
  return: queueOutputs['poll-tenant'],
  handler: queueHandler('run-operation'),
});
