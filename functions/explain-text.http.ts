import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('explain-text', { ...routes['explain-text'], handler: httpHandler('explain-text') });
