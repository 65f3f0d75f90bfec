import { app, output } from '@azure/functions';
import { queueHandler } from '../lib/entry.ts';

app.storageQueue('poll-tenant', {
  queueName: 'poll-tenant',
  connection: 'AzureWebJobsStorage',
  return: output.storageQueue({ queueName: 'poll-tenant', connection: 'AzureWebJobsStorage' }),
  handler: queueHandler('poll-tenant'),
});
