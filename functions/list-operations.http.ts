import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('list-operations', { ...routes['list-operations'], handler: httpHandler('list-operations') });
