import { app, httpHandler, queueOutputs } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('clear-quarantine', {
  ...routes['clear-quarantine'],
  extraOutputs: Object.values(queueOutputs),
  handler: httpHandler('clear-quarantine'),
});
