import { app } from '@azure/functions';
import { httpHandler, queueOutputs } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('approve-operation', {
  ...routes['approve-operation'],
  extraOutputs: Object.values(queueOutputs),
  handler: httpHandler('approve-operation'),
});
