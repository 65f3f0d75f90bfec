import type { HttpRequest } from '@azure/functions';
import { InvalidRequestError, type RequestIssue } from '../../domain/errors.ts';
import { type TextForm, textFaults } from './judge-texts.ts';
import { readBody } from './read-body.ts';

type Place = 'parameter' | 'pointer';

interface Issue {
  code?: string;
  path: PropertyKey[];
  message: string;
  /** Of the code `unrecognized_keys`. */
  keys?: string[];
}

/** What reads an input: every schema is one, and so is what takes nothing at all. */
export interface Parser<Output = unknown> {
  safeParse(input: unknown): { success: true; data: Output } | { success: false; error: { issues: Issue[] } };
}

/** Parses the query; a parameter that is unknown, or given twice, is refused by name. */
export function parseQuery<Output>(schema: Parser<Output>, parameters: URLSearchParams): Output {
  const names = [...parameters.keys()];
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  if (repeated.size > 0) {
    const issues = [...repeated].map((parameter) => ({ parameter, detail: 'is given more than once' }));
    throw new InvalidRequestError('InvalidRequest', 'The query is not valid.', issues);
  }
  const input = Object.fromEntries(parameters);
  // What is searched for is only compared, and people paste anything.
  const { q: _, ...texts } = input;
  return parseInput(schema, input, { what: 'query', place: 'parameter', form: 'line', texts });
}

/** Parses the variable parts of the path. */
export function parsePath<Output>(schema: Parser<Output>, params: Record<string, string>): Output {
  // The host decodes every escape of a path but that of the slash.
  const decoded = Object.entries(params).map(([name, value]) => [name, value.replace(/%2f/gi, '/')]);
  return parseInput(schema, Object.fromEntries(decoded), { what: 'path', place: 'parameter', form: 'line' });
}

/** Reads and parses the body. */
export async function parseBody<Output>(
  { schema, limitInBytes, isPasted }: { schema: Parser<Output>; limitInBytes: number; isPasted?: true },
  request: HttpRequest,
): Promise<Output> {
  return parseInput(schema, await readBody(request, limitInBytes), { what: 'body', place: 'pointer', form: isPasted ? 'pasted' : 'lines' });
}

interface Input {
  what: string;
  place: Place;
  form: TextForm;
  /** Of the input, what is held to the form; absent, all. */
  texts?: unknown;
}

/** @throws InvalidRequestError that names every fault. */
function parseInput<Output>(schema: Parser<Output>, input: unknown, { what, place, form, texts = input }: Input): Output {
  const result = schema.safeParse(input);
  const issues: Issue[] = result.success ? textFaults(texts, form) : result.error.issues;
  if (result.success && issues.length === 0) return result.data;
  throw new InvalidRequestError(
    'InvalidRequest',
    `The ${what} is not valid.`,
    issues.flatMap((issue) => issuesOf(issue, place)),
  );
}

function issuesOf(issue: Issue, place: Place): RequestIssue[] {
  if (issue.code === 'unrecognized_keys' && issue.keys) {
    return issue.keys.map((key) => ({ [place]: nameOf([...issue.path, key], place), detail: 'is not known here' }));
  }
  return [{ [place]: nameOf(issue.path, place), detail: issue.message }];
}

function nameOf(path: readonly PropertyKey[], place: Place): string {
  if (place === 'parameter') return path.map(String).join('.');
  // https://www.rfc-editor.org/rfc/rfc6901
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
