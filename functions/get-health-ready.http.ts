import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('get-health-ready', { ...routes['get-health-ready'], handler: httpHandler('get-health-ready') });
