import { app, httpHandler, queueOutputs } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('validate-credentials', {
  ...routes['validate-credentials'],
  extraOutputs: Object.values(queueOutputs),
  handler: httpHandler('validate-credentials'),
});
