import { basePath } from '../../lib/http/match-route.ts';
import type { createOpenApi } from '../../lib/http/openapi.ts';
import { problemCodes } from '../../lib/http/problems/problems.ts';
import { anchorOf } from './anchor-of.ts';
import type { Example } from './example-steps.ts';
import type { Schema } from './render-schema.ts';

interface MarkdownOperation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  'x-roles'?: string[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}

interface Entry {
  method: string;
  path: string;
  operation: MarkdownOperation;
  example: Example | undefined;
}

type Document = ReturnType<typeof createOpenApi>;

/** docs/api.md: every route with what it takes, what it answers, and one request as it went over the wire. */
export function renderApiMarkdown(document: Document, examples: Readonly<Record<string, Example>>): string {
  const entries = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, MarkdownOperation>).map(
      ([method, operation]): Entry => ({ path, method: method.toUpperCase(), operation, example: examples[operation.operationId] }),
    ),
  );
  const common = problemCodes.filter((code) => entries.every(({ operation }) => problemsOf(operation).includes(code)));
  const sections = (document.tags ?? []).map(({ name, description }) => {
    const own = entries.filter(({ operation }) => operation.tags?.includes(name));
    return [`## ${name}`, description ?? '', ...own.map((entry) => renderOperation(entry, common))].join('\n\n');
  });
  return `${[preface(document, entries, common), ...sections].join('\n\n')}\n`;
}

// test/e2e/examples.test.ts
const callers = `Callers to copy from. Tests run them against the demo; of the PowerShell script, where there is no PowerShell, they read the tree and send its requests:

- [examples/portal/clear-quarantine.ts](../examples/portal/clear-quarantine.ts): a portal with the typed client. A list worst first and kept by its ETag, one job, an action with its key, the way to the end of its operation; what to do at 409, 429 and 503.
- [examples/powershell/Restart-SyncJob.ps1](../examples/powershell/Restart-SyncJob.ps1): restarts what is in quarantine, page after page, and waits for the outcome; has the service search with \`-Search\` and knows \`-WhatIf\` and \`-Confirm\`.
- [examples/curl/try-credentials.sh](../examples/curl/try-credentials.sh): tells of the worst job why, and tries its saved credentials. The token stands in no list of processes.

\`\`\`sh
npm start -- --auth        # READY … "tokens":{"reader":"…","operator":"…","admin":"…"}
export SYNC_API=http://127.0.0.1:7071/api/v1 SYNC_TOKEN=…    # that of the operator
node examples/portal/clear-quarantine.ts plants.mercator.example    # Node 22.18 or later
examples/curl/try-credentials.sh
pwsh -c './examples/powershell/Restart-SyncJob.ps1 -Api $env:SYNC_API -Token (ConvertTo-SecureString $env:SYNC_TOKEN -AsPlainText) -WhatIf'
\`\`\``;

function preface({ info }: Document, entries: readonly Entry[], common: readonly string[]): string {
  const rows = entries.map(
    ({ method, path, operation }) =>
      `| [\`${method} ${path}\`](#${anchorOf(method, path)}) | ${operation['x-roles']?.join() ?? 'open'} | ${operation.summary} |`,
  );
  return [
    '<!-- Generated from lib/http/operations.ts by `npm run openapi`; the examples are those of dev/openapi/examples.json. -->',
    `# The API`,
    info.description,
    `Every path begins with \`${basePath}\`. The same for machines: [openapi.json](../openapi.json), with every type; and as a typed client, \`import * as api from 'entra-sync-status/client'\`. A list answers \`value\` and, while there is more, \`nextLink\`; it takes \`pageSize\` (1 to 1000, 100 by default). Fields may be added to an answer at any time.`,
    `Every route may answer ${common.map(linkOf).join(', ')}; what each problem means and what helps is in [problems/](problems/).`,
    'The examples were taken from the demo of `npm start -- --auth`; lists are cut to their first entry. `$API` is the address of the API, `$TOKEN` an access token, `$KEY` a new random value for each wish.',
    callers,
    ['| Route | Role | What it does |', '|---|---|---|', ...rows].join('\n'),
  ].join('\n\n');
}

function renderOperation({ method, path, operation, example }: Entry, common: readonly string[]): string {
  const role = operation['x-roles']?.join();
  const own = problemsOf(operation).filter((code) => !common.includes(code));
  const parameters = (operation.parameters ?? []).filter(({ in: place }) => place !== 'path');
  const body = operation.requestBody?.content['application/json']?.schema;
  return [
    `### ${method} ${path}`,
    `${operation.summary}. ${operation.description ?? ''} *${role === undefined ? 'Open to everybody.' : `Role: ${role}.`}*`,
    ...(parameters.length > 0 ? [parameters.map(renderParameter).join('\n')] : []),
    ...(body?.properties && Object.keys(body.properties).length > 0 ? [`Body: ${renderBody(body)}`] : []),
    ...(example === undefined ? [] : [renderExample(example)]),
    ...(own.length > 0 ? [`Problems: ${own.map(linkOf).join(', ')}.`] : []),
  ].join('\n\n');
}

function renderParameter({ name, in: place, required, description, schema }: NonNullable<MarkdownOperation['parameters']>[number]): string {
  const values = typeOf(schema);
  return `- \`${name}\`${place === 'header' ? ' (header)' : ''}${required ? ', required' : ''}${values === '' ? '' : `: ${values}`}${description ? ` — ${description}` : ''}`;
}

function renderBody({ properties = {}, required = [] }: Schema): string {
  return Object.entries(properties)
    .map(
      ([name, { description }]) =>
        `\`${name}\`${required.includes(name) ? '' : '?'}${description ? ` (${description.replace(/\.$/, '')})` : ''}`,
    )
    .join(', ');
}

function typeOf(schema: Schema | undefined): string {
  if (schema?.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema?.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  return '';
}

function renderExample({ method, path, body, status, headers, answer }: Example): string {
  const isAction = headers['operation-location'] !== undefined;
  const request = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"$API${path}" -H "authorization: Bearer $TOKEN"`,
    ...(isAction ? ['-H "idempotency-key: $KEY"'] : []),
    ...(body === undefined ? [] : ["-H 'content-type: application/json'", `-d '${JSON.stringify(body)}'`]),
  ].join(' \\\n  ');
  const { 'content-type': contentType = '', ...others } = headers;
  const told = Object.entries(others).map(([name, value]) => `${name}: ${value}`);
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer, null, 2);
  const fence = contentType.includes('json') ? 'json' : 'text';
  const whole = told.length > 0 || text === '' ? [`\`\`\`text\n${[`HTTP ${status}`, ...told].join('\n')}\n\`\`\``] : [];
  return [`\`\`\`sh\n${request}\n\`\`\``, ...whole, ...(text === '' ? [] : [`\`\`\`${fence}\n${text}\n\`\`\``])].join('\n\n');
}

function problemsOf({ responses }: MarkdownOperation): string[] {
  const bad = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  return problemCodes.filter((code) => bad.some(([, { description }]) => description?.includes(`${code}: `)));
}

function linkOf(code: string): string {
  return `[${code}](problems/${code}.md)`;
}
