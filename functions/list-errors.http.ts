import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('list-errors', { ...routes['list-errors'], handler: httpHandler('list-errors') });
