import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('get-incident', { ...routes['get-incident'], handler: httpHandler('get-incident') });
