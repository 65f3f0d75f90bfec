import { basePath } from '../../lib/http/match-route.ts';
import type { createOpenApi } from '../../lib/http/openapi.ts';
import { problemCodes, problems } from '../../lib/http/problems/problems.ts';
import { code, escapeHtml, prose } from './html.ts';
import { problemTexts } from './problem-texts.ts';
import { itemOf, renderFields, renderType, type Schema, typesPath } from './render-schema.ts';

type Document = ReturnType<typeof createOpenApi>;

interface PageOperation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  'x-roles'?: string[];
  parameters?: { name: string; in: string; description?: string; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}

interface Entry {
  path: string;
  method: string;
  operation: PageOperation;
}

const style = [
  ':root{color-scheme:light dark;--line:#8884;--soft:#8881}',
  'body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem 1rem 4rem;overflow-wrap:anywhere}',
  'h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.3rem;margin:2.5rem 0 .25rem;border-top:1px solid var(--line);padding-top:1rem}',
  'h3{margin:1.75rem 0 .25rem;font-size:1rem}p{margin:.25rem 0}',
  'b{font:.9em ui-monospace,monospace;background:var(--soft);border-radius:.25em;padding:.05em .25em}',
  'ul{margin:.25rem 0;padding-left:1.25rem}nav ul{columns:16rem;list-style:none;padding:0}nav a{display:block;padding:.4rem 0}',
  'h3 b{background:none;padding:0}small{opacity:.75}',
  'dl{margin:.25rem 0}dt{font:.9em ui-monospace,monospace}dd{margin:0 0 .25rem 1.25rem}',
].join('');

// Names of places and addresses are words: without quotes the pages are half a kibibyte shorter.
/** The static page of all operations and problems, readable without a script and on a phone. */
export function renderDocsPage(document: Document): string {
  const entries = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, PageOperation>).map(([method, operation]): Entry => ({ path, method, operation })),
  );
  const common = problemCodes.filter((problem) => entries.every(({ operation }) => problemsOf(operation).includes(problem)));
  const tags = document.tags ?? [];
  const schemas = schemasOf(document);
  const sections = tags.map(({ name, description }) => {
    const own = entries.filter(({ operation }) => operation.tags?.includes(name));
    const text = own.map((entry) => renderOperation(entry, schemas, problemsToTell(entry, entries, common)));
    return `<h2 id=${name}>${name}</h2><p>${prose(description)}</p>${text.join('')}`;
  });
  const { title, version, description } = document.info;
  const places = [...tags.map(({ name }) => `#${name}`), '#Problems', typesPath];
  return renderPage(`${title} API`, [
    `<p>Version ${escapeHtml(version)}. ${prose(description)}</p>`,
    `<p>Every path begins with ${code(basePath)}. The same description for machines: <a href=${basePath}/openapi.json>openapi.json</a></p>`,
    `<p>A list answers ${code('value')} and, while there is more, ${code('nextLink')}; it takes ${code('pageSize')}, 1 to 1000, 100 by default. Where no role is named, it is ${commonRole}.</p>`,
    `<nav><ul>${places.map((place) => `<li><a href=${place}>${place === typesPath ? 'Types' : place.slice(1)}</a></li>`).join('')}</ul></nav>`,
    ...sections,
    `<h2 id=Problems>Problems</h2><p>Every route may answer ${namesOf(common)}.</p>${problemCodes.map(renderProblem).join('')}`,
  ]);
}

/** The static page of all types that requests and answers are made of. */
export function renderTypesPage(document: Document): string {
  const schemas = schemasOf(document);
  // A page of a list is told where it is answered.
  const types = Object.entries(schemas).filter(([, schema]) => itemOf(schema) === undefined);
  const page = renderPage(`${document.info.title} API: types`, [
    `<p>What <a href=${basePath}/docs>requests and answers</a> are made of. Fields may be added to an answer at any time; those marked ? may be absent, and those called like a type are of it.</p>`,
    ...types.map(([name, schema]) => `<h3 id=${name}>${name}</h3>${renderFields(name, schema, schemas)}`),
  ]);
  // Within the page the place is enough.
  return page.replaceAll(`href=${typesPath}#`, 'href=#');
}

function schemasOf({ components }: Document): Record<string, Schema> {
  return (components?.schemas ?? {}) as Record<string, Schema>;
}

function renderPage(title: string, parts: readonly string[]): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escapeHtml(title)}</title><style>${style}</style></head><body><h1>${escapeHtml(title)}</h1>`,
    ...parts,
    '</body></html>',
  ]
    .join('')
    .replaceAll(optionalEndTag, '');
}

// A page of this length is read over the air: what HTML permits to leave out is left out. https://html.spec.whatwg.org/#optional-tags
const optionalEndTag = /<\/(?:li|p)>(?=<(?:li|p|h2|h3|ul|dl)\b|<\/(?:ul|body)>)/g;

function renderOperation({ path, method, operation }: Entry, schemas: Record<string, Schema>, alsoProblems: string): string {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  const role = operation['x-roles']?.join(', ') ?? 'open to everybody';
  const query = parameters.filter(({ in: place, name }) => place === 'query' && !paging.includes(name)).map(renderParameter);
  const body = requestBody?.content['application/json']?.schema;
  const answers = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  return [
    `<h3 id=${operationId}>${method.toUpperCase()} ${code(path)}</h3>`,
    `<p>${prose(summary)}.${role === commonRole ? '' : ` <small>Role: ${escapeHtml(role)}.</small>`}</p>`,
    description ? `<p>${prose(description)}</p>` : '',
    query.length > 0 ? `<dl>${query.join('')}</dl>` : '',
    body && (body.$ref ?? Object.keys(body.properties ?? {})[0]) ? `<p>Body: ${renderType(body)}</p>` : '',
    ...answers.map(
      ([status, answer]) => `<p>${status}: ${Object.values(answer.content ?? {}).map(({ schema }) => renderType(schema, schemas))}</p>`,
    ),
    alsoProblems === '' ? '' : `<p><small>Also ${alsoProblems}.</small></p>`,
  ].join('');
}

/** The problems that an operation can meet beyond those of all; a long list that stands at another one already is not told again. */
function problemsToTell({ operation }: Entry, entries: readonly Entry[], common: readonly string[]): string {
  const own = (one: PageOperation) =>
    namesOf(problemsOf(one).filter((problem) => !common.includes(problem) && !expected.includes(problem)));
  const names = own(operation);
  const first = entries.find((entry) => own(entry.operation) === names)?.operation.operationId ?? '';
  return first === operation.operationId || names.length < 100 ? names : `those of <a href=#${first}>${first}</a>`;
}

// Said once for all that need no more.
const commonRole = 'Reader';
// Said once for all lists.
const paging: readonly string[] = ['pageSize', 'continuation'];
// Every guarded route, every body and every change can meet these.
const expected: readonly string[] = [
  'Unauthenticated',
  'Forbidden',
  'Blocked',
  'RateLimitExceeded',
  'UpstreamUnavailable',
  'UpstreamThrottled',
  'ProxiedRequest',
  'ForeignOrigin',
  'InvalidJson',
  'UnsupportedMediaType',
];

// The description of a response names the codes it stands for.
function problemsOf({ responses }: PageOperation): string[] {
  const bad = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  return problemCodes.filter((problem) => bad.some(([, { description }]) => description?.includes(`${problem}: `)));
}

function namesOf(names: readonly string[]): string {
  return names.join(', ');
}

function renderParameter({ name, description, schema }: NonNullable<PageOperation['parameters']>[number]): string {
  return `<dt>${name}<dd>${renderType(schema)} ${prose(description)}`;
}

function renderProblem(problem: (typeof problemCodes)[number]): string {
  const { status, title } = problems[problem];
  return `<h3 id=${problem}>${problem} <small>${status}</small></h3><p>${escapeHtml(title)}. ${prose(problemTexts[problem].remedy)}</p>`;
}
