import { app, httpHandler, queueOutputs } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('snooze-incident', {
  ...routes['snooze-incident'],
  extraOutputs: Object.values(queueOutputs),
  handler: httpHandler('snooze-incident'),
});
