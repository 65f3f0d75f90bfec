import { app, httpHandler, queueOutputs } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('acknowledge-incident', {
  ...routes['acknowledge-incident'],
  extraOutputs: Object.values(queueOutputs),
  handler: httpHandler('acknowledge-incident'),
});
