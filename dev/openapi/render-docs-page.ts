import { basePath } from '../../lib/http/match-route.ts';
import type { createOpenApi } from '../../lib/http/openapi.ts';
import { problemCodes, problems } from '../../lib/http/problems.ts';

type Document = ReturnType<typeof createOpenApi>;

interface PageOperation {
  summary?: string;
  description?: string;
  tags?: string[];
  'x-roles'?: string[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Record<string, unknown> }[];
  responses?: Record<string, { description?: string; content?: Record<string, unknown> }>;
}

const style = [
  ':root{color-scheme:light dark}',
  'body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}',
  'h2{margin:2.5rem 0 .5rem}h3{margin:1.5rem 0 .25rem;font-size:1rem}p{margin:.25rem 0}',
  'code{font-family:ui-monospace,monospace;font-size:.9em}',
  'ul{margin:.25rem 0;padding-left:1.25rem}.role{opacity:.75}',
].join('');

/** One static page of the whole API, readable without a script and on a phone. */
export function renderDocsPage(document: Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, PageOperation>).map(([method, operation]) => ({ path, method, operation })),
  );
  const sections = (document.tags ?? []).map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags?.includes(name));
    return `<h2 id="${name}">${name}</h2><p>${prose(description)}</p>${own.map(renderOperation).join('')}`;
  });
  const { title, version, description } = document.info;
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<title>${escapeHtml(title)} API</title><style>${style}</style></head><body><h1>${escapeHtml(title)} API</h1>`,
    `<p>Version ${escapeHtml(version)}. ${prose(description)}</p><p>The same for machines: <a href="${basePath}/openapi.json">openapi.json</a></p>`,
    ...sections,
    `<h2 id="Problems">Problems</h2>${problemCodes.map(renderProblem).join('')}</body></html>`,
  ].join('');
}

function renderOperation({ path, method, operation }: { path: string; method: string; operation: PageOperation }): string {
  const role = operation['x-roles']?.join(', ') ?? 'open to everybody';
  const parameters = (operation.parameters ?? []).map(renderParameter).join('');
  return [
    `<h3><code>${method.toUpperCase()} ${escapeHtml(basePath + path)}</code></h3>`,
    `<p>${prose(operation.summary)}. <span class="role">Role: ${escapeHtml(role)}.</span></p>`,
    operation.description ? `<p>${prose(operation.description)}</p>` : '',
    parameters ? `<ul>${parameters}</ul>` : '',
  ].join('');
}

function renderParameter({ name, in: place, required, description, schema }: NonNullable<PageOperation['parameters']>[number]): string {
  const values = Array.isArray(schema?.enum)
    ? `: ${schema.enum.map((value) => `<code>${escapeHtml(String(value))}</code>`).join(', ')}`
    : '';
  return `<li><code>${escapeHtml(name)}</code> <span class="role">(${place}${required ? '' : ', optional'})</span>${values} ${prose(description)}</li>`;
}

function renderProblem(code: (typeof problemCodes)[number]): string {
  const { status, title, meaning, remedy } = problems[code];
  return `<h3 id="${code}"><code>${code}</code> · ${status} · ${escapeHtml(title)}</h3><p>${prose(meaning)}</p><p>${prose(remedy)}</p>`;
}

function prose(text: string | undefined): string {
  return escapeHtml(text ?? '').replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
