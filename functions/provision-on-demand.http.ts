import { app } from '@azure/functions';
import { httpHandler, queueOutputs } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('provision-on-demand', {
  ...routes['provision-on-demand'],
  extraOutputs: Object.values(queueOutputs),
  handler: httpHandler('provision-on-demand'),
});
