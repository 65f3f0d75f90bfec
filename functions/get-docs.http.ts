import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('get-docs', { ...routes['get-docs'], handler: httpHandler('get-docs') });
