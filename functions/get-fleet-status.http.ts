import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('get-fleet-status', { ...routes['get-fleet-status'], handler: httpHandler('get-fleet-status') });
