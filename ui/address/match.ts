import { base, type ScreenName, screens } from './screens.ts';

export interface Place {
  /** Undefined where there is no such screen. */
  screen: ScreenName | undefined;
  /** The variable parts of the address, decoded. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
}

/** Which screen an address of this page means. */
export function placeOf({ pathname, search }: Pick<URL, 'pathname' | 'search'>): Place {
  const query = new URLSearchParams(search);
  const parts = pathname
    .slice(base.length)
    .replace(/^\/|\/$/g, '')
    .split('/');
  for (const [name, address] of Object.entries(screens)) {
    const params = paramsOf(address.slice(1).split('/'), parts);
    if (params !== undefined) return { screen: name as ScreenName, params, query };
  }
  return { screen: undefined, params: {}, query };
}

function paramsOf(wanted: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (wanted.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, name] of wanted.entries()) {
    const part = parts[index] ?? '';
    if (!name.startsWith(':')) {
      if (name !== part) return undefined;
    } else {
      const value = decoded(part);
      if (value === undefined || value === '') return undefined;
      params[name.slice(1)] = value;
    }
  }
  return params;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
