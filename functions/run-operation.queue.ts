import { app, output } from '@azure/functions';
import { queueHandler } from '../lib/entry.ts';

app.storageQueue('run-operation', {
  queueName: 'run-operation',
  connection: 'AzureWebJobsStorage',
  return: output.storageQueue({ queueName: 'poll-tenant', connection: 'AzureWebJobsStorage' }),
  handler: queueHandler('run-operation'),
});
