import { app, httpHandler, queueOutputs } from '../lib/entry.ts';
import { type HttpRoute, routeNames, routes } from '../lib/http/routes.ts';

for (const name of routeNames) {
  const { emits, ...trigger }: HttpRoute = routes[name];
  app.http(name, { ...trigger, ...(emits && { extraOutputs: Object.values(queueOutputs) }), handler: httpHandler(name) });
}
