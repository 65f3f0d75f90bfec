import { type RouteName, routes } from '../../lib/http/routes.ts';

/** The function the host would call: the first match in the order of the names, whatever the letters' case; a wrong method is no match. */
export function findRoute(method: string, pathname: string): { name: RouteName; params: Record<string, string> } {
  const names = (Object.keys(routes) as RouteName[]).sort((one, other) => (one.toUpperCase() < other.toUpperCase() ? -1 : 1));
  for (const name of names) {
    const { methods, route } = routes[name];
    const params = methods.some((known) => known === method) ? paramsOf(`/api/${route}`, pathname) : undefined;
    if (params !== undefined) return { name, params };
  }
  throw new Error(`no function answers ${method} ${pathname}`);
}

function paramsOf(template: string, pathname: string): Record<string, string> | undefined {
  if (template.endsWith('{*path}')) return { path: pathname.slice(1) };
  const wanted = template.split('/');
  const given = pathname.replace(/\/+$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
    if (part.startsWith('{')) {
      if (segment === '') return undefined;
      // The host decodes everything but an encoded slash.
      params[part.slice(1, -1)] = segment.split(/%2f/i).map(decodeURIComponent).join('%2F');
    } else if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return params;
}
