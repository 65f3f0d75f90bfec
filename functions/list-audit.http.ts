import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('list-audit', { ...routes['list-audit'], handler: httpHandler('list-audit') });
