import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('get-error', { ...routes['get-error'], handler: httpHandler('get-error') });
