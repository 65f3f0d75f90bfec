import { app, httpHandler, queueOutputs } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('restart-job', { ...routes['restart-job'], extraOutputs: Object.values(queueOutputs), handler: httpHandler('restart-job') });
