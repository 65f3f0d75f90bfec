import { type HttpRoute, routes } from './routes.ts';

/** The prefix that host.json sets, and the path under which version 1 of the API lives. */
const routePrefix = '/api/';
export const basePath = '/api/v1';

/** Where the page for people lives. */
export const pagePath = '/api/ui';

/** True when a template of ours matches the path as the host would: literals whatever their case, a trailing slash ignored. */
function matchesTemplate(route: string, path: string): boolean {
  const wanted = route.split('/');
  const given = path.replace(/\/+$/, '').split('/');
  if (wanted.at(-1)?.startsWith('{*')) return wanted.slice(0, -1).every((part, index) => part === given[index]?.toLowerCase());
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => {
      const segment = given[index] ?? '';
      return part.startsWith('{') ? segment !== '' : part.toLowerCase() === segment.toLowerCase();
    })
  );
}

/** The methods that the path answers, sorted; empty when it is no route at all. */
export function methodsOf(pathname: string, table: Readonly<Record<string, HttpRoute>> = routes): string[] {
  if (!pathname.toLowerCase().startsWith(routePrefix)) return [];
  const path = pathname.slice(routePrefix.length);
  const matching = Object.values(table).filter(({ route }) => !route.startsWith('{*') && matchesTemplate(route, path));
  return [...new Set(matching.flatMap(({ methods }) => methods))].sort();
}
