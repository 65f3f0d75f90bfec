import { app, httpHandler, queueOutputs } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('approve-operation', {
  ...routes['approve-operation'],
  extraOutputs: Object.values(queueOutputs),
  handler: httpHandler('approve-operation'),
});
