import { app } from '@azure/functions';
import { httpHandler, queueOutputs } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('reject-operation', {
  ...routes['reject-operation'],
  extraOutputs: Object.values(queueOutputs),
  handler: httpHandler('reject-operation'),
});
