import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('get-metrics', { ...routes['get-metrics'], handler: httpHandler('get-metrics') });
