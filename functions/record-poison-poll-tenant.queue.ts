import { app, queueHandler } from '../lib/entry.ts';

app.storageQueue('record-poison-poll-tenant', {
  queueName: 'poll-tenant-poison',
  connection: 'AzureWebJobsStorage',
  handler: queueHandler('record-poison-poll-tenant'),
});
