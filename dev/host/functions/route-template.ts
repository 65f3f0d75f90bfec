export interface RouteParameter {
  name: string;
  isCatchAll: boolean;
  isOptional: boolean;
  byDefault: string | undefined;
}

export type RouteSegment = { kind: 'literal'; text: string } | { kind: 'parameter'; parameter: RouteParameter };

/**
 * Reads an ASP.NET route template such as `v1/jobs/{id}/{*rest}`. A segment that mixes text and parameters is refused, and so is a
 * constraint such as `{id:guid}`: the local host has no use for them.
 * https://learn.microsoft.com/aspnet/core/fundamentals/routing#route-templates
 */
export function parseRouteTemplate(template: string): RouteSegment[] {
  const segments = template.split('/').filter((text) => text !== '');
  return segments.map((text, index) => {
    const isLast = index === segments.length - 1;
    const inner = /^\{(.*)\}$/s.exec(text)?.[1];
    if (inner === undefined) {
      if (/[{}]/.test(text)) throw new Error(`route segment "${text}" is not supported`);
      return { kind: 'literal', text };
    }
    const parameter = parseParameter(inner);
    if (!isLast && (parameter.isCatchAll || parameter.isOptional)) throw new Error(`route parameter "${text}" is only possible at the end`);
    return { kind: 'parameter', parameter };
  });
}

function parseParameter(inner: string): RouteParameter {
  const { stars, name, tail = '' } = /^(?<stars>\*{0,2})(?<name>[^/{}?*:=]+)(?<tail>.*)$/s.exec(inner)?.groups ?? {};
  if (!name) throw new Error(`route parameter "{${inner}}" has no name`);
  if (tail.startsWith(':')) throw new Error(`the constraint of the route parameter "{${inner}}" is not supported`);
  if (tail !== '' && tail !== '?' && !tail.startsWith('=')) throw new Error(`route parameter "{${inner}}" is malformed`);
  return { name, isCatchAll: stars !== '', isOptional: tail === '?', byDefault: tail.startsWith('=') ? tail.slice(1) : undefined };
}
