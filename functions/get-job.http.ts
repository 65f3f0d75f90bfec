import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('get-job', { ...routes['get-job'], handler: httpHandler('get-job') });
