import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('zz-not-found', { ...routes['zz-not-found'], handler: httpHandler('zz-not-found') });
