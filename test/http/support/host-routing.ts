import { type HostedFunction, hostedFunctions } from '../../../dev/host/functions/functions.ts';
import { findRoute as findHosted } from '../../../dev/host/functions/routes.ts';
import { type RouteName, routes } from '../../../lib/http/routes.ts';

/** Our HTTP functions as the local host would run them, with its own rules. */
export function hostedRoutes(): HostedFunction[] {
  const registered = Object.entries(routes).map(([name, binding]) => ({
    metadata: { name, bindings: { request: { ...binding, type: 'httpTrigger', direction: 'in' as const } } },
    callback: () => undefined,
  }));
  return hostedFunctions(registered, { routePrefix: 'api', extensionBundle: undefined }, {}, (level, message) => {
    throw new Error(`${level}: ${message}`);
  });
}

const hosted = hostedRoutes();

/** The function the host would call. */
export function findRoute(method: string, pathname: string): { name: RouteName; params: Record<string, string> } {
  const hit = findHosted(hosted, method, pathname);
  // Outside of the prefix the host answers by itself; here the catch-all does.
  const name = (hit?.hosted.name ?? 'zz-not-found') as RouteName;
  return { name, params: hit?.params ?? {} };
}
