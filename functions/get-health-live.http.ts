import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('get-health-live', { ...routes['get-health-live'], handler: httpHandler('get-health-live') });
