import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('list-incidents', { ...routes['list-incidents'], handler: httpHandler('list-incidents') });
