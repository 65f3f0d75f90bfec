import { app, httpHandler, queueOutputs } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('pause-job', { ...routes['pause-job'], extraOutputs: Object.values(queueOutputs), handler: httpHandler('pause-job') });
