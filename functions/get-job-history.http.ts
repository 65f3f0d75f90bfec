import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('get-job-history', { ...routes['get-job-history'], handler: httpHandler('get-job-history') });
