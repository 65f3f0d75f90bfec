import type { HostedFunction } from './functions.ts';
import { decodePath, matchRoute, type RouteValues } from './route-match.ts';

interface RouteHit {
  hosted: HostedFunction;
  params: RouteValues;
}

/**
 * The function that answers `method` on `path` (as sent). The first template that matches wins, in the order of the functions' names;
 * a literal has no precedence over a parameter, and a wrong method is no match.
 * https://github.com/Azure/azure-functions-host/issues/3153
 */
export function findRoute(functions: HostedFunction[], method: string, path: string): RouteHit | undefined {
  const decoded = decodePath(path);
  for (const hosted of functions) {
    const { route } = hosted;
    if (!route || (route.methods.length > 0 && !route.methods.includes(method))) continue;
    const params = matchRoute(route.segments, decoded);
    if (params) return { hosted, params };
  }
  return undefined;
}
