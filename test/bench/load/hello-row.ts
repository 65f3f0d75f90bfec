import { TableClient } from '@azure/data-tables';
import { app } from '@azure/functions';

const table = TableClient.fromConnectionString(process.env.AzureWebJobsStorage ?? '', 'Hello', { allowInsecureConnection: true });

app.http('hello', {
  methods: ['GET'],
  authLevel: 'anonymous',
  handler: async () => ({ jsonBody: await table.getEntity('one', 'row') }),
});
