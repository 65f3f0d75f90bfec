import { app, httpHandler, queueOutputs } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('provision-on-demand', {
  ...routes['provision-on-demand'],
  extraOutputs: Object.values(queueOutputs),
  handler: httpHandler('provision-on-demand'),
});
