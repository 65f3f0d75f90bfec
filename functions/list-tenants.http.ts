import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('list-tenants', { ...routes['list-tenants'], handler: httpHandler('list-tenants') });
