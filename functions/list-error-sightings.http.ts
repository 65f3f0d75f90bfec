import { app, httpHandler } from '../lib/entry.ts';
import { routes } from '../lib/http/routes.ts';

app.http('list-error-sightings', { ...routes['list-error-sightings'], handler: httpHandler('list-error-sightings') });
