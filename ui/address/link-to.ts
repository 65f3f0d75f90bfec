import { base, screens } from './screens.ts';

type Query = Readonly<Record<string, string | undefined>>;

/** `/api/ui/jobs/…`: the address of a screen, with its variable parts and its state. */
export function linkTo(screen: keyof typeof screens, params: Readonly<Record<string, unknown>> = {}, query: Query = {}): string {
  const path = screens[screen].replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
  return `${base}${path === '/' ? '' : path}${searchOf(query)}`;
}

/** The same address with another state: an undefined value goes, the others stay. */
export function withQuery(url: Pick<URL, 'pathname' | 'search'>, changes: Query): string {
  const kept = Object.fromEntries(new URLSearchParams(url.search));
  return `${url.pathname}${searchOf({ ...kept, ...changes })}`;
}

function searchOf(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]]));
  const text = new URLSearchParams(given).toString();
  return text && `?${text}`;
}
