import { app, httpHandler, queueOutputs } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('reject-operation', {
  ...routes['reject-operation'],
  extraOutputs: Object.values(queueOutputs),
  handler: httpHandler('reject-operation'),
});
