import { app, httpHandler, queueOutputs } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('start-job', { ...routes['start-job'], extraOutputs: Object.values(queueOutputs), handler: httpHandler('start-job') });
