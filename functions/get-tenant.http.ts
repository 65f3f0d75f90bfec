import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('get-tenant', { ...routes['get-tenant'], handler: httpHandler('get-tenant') });
