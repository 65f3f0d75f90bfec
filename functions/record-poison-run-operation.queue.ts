import { app, queueHandler } from '../lib/entry.ts';

app.storageQueue('record-poison-run-operation', {
  queueName: 'run-operation-poison',
  connection: 'AzureWebJobsStorage',
  handler: queueHandler('record-poison-run-operation'),
});
