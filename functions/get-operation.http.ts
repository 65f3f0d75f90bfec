import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('get-operation', { ...routes['get-operation'], handler: httpHandler('get-operation') });
