import { app, queueHandler, queueOutputs } from '../lib/entry.ts';

app.storageQueue('poll-tenant', {
  queueName: 'poll-tenant',
  connection: 'AzureWebJobsStorage',
  return: queueOutputs['poll-tenant'],
  handler: queueHandler('poll-tenant'),
});
