import type { RouteParameter, RouteSegment } from './route-template.ts';

export type RouteValues = Record<string, string>;

/** The parameters of `path` (decoded, leading slash) under a template; undefined when it does not match. One trailing slash is ignored. */
export function matchRoute(segments: RouteSegment[], path: string): RouteValues | undefined {
  const parts = path.slice(1) === '' ? [] : path.slice(1).replace(/\/$/, '').split('/');
  const values: RouteValues = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (segment.kind === 'literal') {
      if (part?.toLowerCase() !== segment.text.toLowerCase()) return undefined;
    } else {
      const { parameter } = segment;
      // A catch-all keeps the trailing slash: it takes the rest of the path as it stands.
      const value = parameter.isCatchAll ? restOf(path, index) : part;
      if (!addValue(values, parameter, value)) return undefined;
      if (parameter.isCatchAll) return values;
    }
  }
  return parts.length > segments.length ? undefined : values;
}

function addValue(values: RouteValues, parameter: RouteParameter, part: string | undefined): boolean {
  const value = part || parameter.byDefault;
  if (value === undefined) return parameter.isOptional ? part === undefined : parameter.isCatchAll;
  values[parameter.name] = value;
  return true;
}

function restOf(path: string, index: number): string {
  return path.slice(1).split('/').slice(index).join('/');
}

// One encoded character of UTF-8: a byte below 80, or a first byte and those that continue it.
const encodedCharacter = /%[0-7][0-9a-f]|%[cd][0-9a-f](?:%[89ab][0-9a-f])|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}/gi;

/** Decodes the path of a URL as the host's web server does: an encoded slash and sequences that are not UTF-8 stay as they are. */
export function decodePath(path: string): string {
  return path.replace(encodedCharacter, (text) => (text.toLowerCase() === '%2f' ? text : decodeOrKeep(text)));
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
