import { type Constraint, constraintOf } from './route-constraints.ts';

export interface RouteParameter {
  name: string;
  isCatchAll: boolean;
  isOptional: boolean;
  byDefault: string | undefined;
  constraints: Constraint[];
}

export type RouteSegment = { literal: string } | { parameter: RouteParameter };

/**
 * Reads an ASP.NET route template such as `v1/jobs/{id:guid}/{*rest}`. A segment that mixes text and parameters is refused:
 * the local host has no use for one.
 * https://learn.microsoft.com/aspnet/core/fundamentals/routing#route-templates
 */
export function parseRouteTemplate(template: string): RouteSegment[] {
  const segments = splitOutsideBraces(template.replace(/^\/+|\/+$/g, '')).filter((text) => text !== '');
  return segments.map((text, index) => {
    const isLast = index === segments.length - 1;
    const inner = /^\{(.*)\}$/s.exec(text)?.[1];
    if (inner === undefined) {
      if (/[{}]/.test(text)) throw new Error(`route segment "${text}" is not supported`);
      return { literal: text };
    }
    const parameter = parseParameter(inner);
    if (!isLast && (parameter.isCatchAll || parameter.isOptional)) throw new Error(`route parameter "${text}" is only possible at the end`);
    return { parameter };
  });
}

/** A slash, or a brace, inside the arguments of a constraint does not end the segment. */
function splitOutsideBraces(template: string): string[] {
  const segments = [''];
  let depth = 0;
  for (const character of template) {
    if (character === '{') depth++;
    else if (character === '}') depth--;
    if (character === '/' && depth === 0) segments.push('');
    else segments[segments.length - 1] += character;
  }
  if (depth !== 0) throw new Error(`route "${template}" has unbalanced braces`);
  return segments;
}

function parseParameter(inner: string): RouteParameter {
  const { stars, name, tail = '' } = /^(?<stars>\*{0,2})(?<name>[^/{}?*:=]+)(?<tail>.*)$/s.exec(inner)?.groups ?? {};
  if (!name) throw new Error(`route parameter "{${inner}}" has no name`);
  const constraints: Constraint[] = [];
  let rest = tail;
  for (let found = nextConstraint(rest); found; found = nextConstraint(rest)) {
    // Braces of a regular expression are doubled in a template.
    constraints.push(constraintOf(found.name, found.text?.replaceAll('{{', '{').replaceAll('}}', '}')));
    rest = rest.slice(found.length);
  }
  if (rest !== '' && rest !== '?' && !rest.startsWith('=')) throw new Error(`route parameter "{${inner}}" is malformed`);
  return {
    name,
    isCatchAll: stars !== '',
    isOptional: rest === '?',
    byDefault: rest.startsWith('=') ? rest.slice(1) : undefined,
    constraints,
  };
}

function nextConstraint(text: string): { name: string; text: string | undefined; length: number } | undefined {
  const name = /^:(\w+)/.exec(text)?.[1];
  if (!name) return undefined;
  const start = name.length + 1;
  if (text[start] !== '(') return { name, text: undefined, length: start };
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '(') depth++;
    else if (text[index] === ')' && --depth === 0) return { name, text: text.slice(start + 1, index), length: index + 1 };
  }
  throw new Error(`constraint "${name}" is not closed`);
}
