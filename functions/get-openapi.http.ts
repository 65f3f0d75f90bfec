import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('get-openapi', { ...routes['get-openapi'], handler: httpHandler('get-openapi') });
