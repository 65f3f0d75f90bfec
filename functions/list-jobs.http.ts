import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('list-jobs', { ...routes['list-jobs'], handler: httpHandler('list-jobs') });
