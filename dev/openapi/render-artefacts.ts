import { readFileSync } from 'node:fs';
import { createOpenApi } from '../../lib/http/openapi.ts';
import { problemCodes, problems } from '../../lib/http/problems/problems.ts';
import { renderConfiguration } from '../configuration/render-configuration.ts';
import type { Example } from './example-steps.ts';
import { problemTexts } from './problem-texts.ts';
import { renderApiMarkdown } from './render-api-markdown.ts';
import { renderDocsPage, renderTypesPage } from './render-docs-page.ts';

/** What the running demo answered: dev/openapi/record-examples.ts. */
export const examples: Record<string, Example> = JSON.parse(readFileSync(new URL('examples.json', import.meta.url), 'utf8'));

/** Every file that is written from the operations, by path from the root of the project. */
export function renderArtefacts(version: string): Map<string, string> {
  const document = createOpenApi(version);
  return new Map([
    ['openapi.json', `${JSON.stringify(document, null, 2)}\n`],
    ['docs/configuration.md', renderConfiguration()],
    ['docs/api.md', renderApiMarkdown(document, examples)],
    ['lib/http/documents/docs-page.generated.ts', moduleOf('docsPage', renderDocsPage(document))],
    ['lib/http/documents/docs-types.generated.ts', moduleOf('docsTypes', renderTypesPage(document))],
    ...problemCodes.map((code): [string, string] => [`docs/problems/${code}.md`, renderProblem(code)]),
  ]);
}

function moduleOf(name: string, page: string): string {
  return `// Written by dev/openapi/write.ts from the operations.\nexport const ${name} = ${JSON.stringify(page)};\n`;
}

function renderProblem(code: (typeof problemCodes)[number]): string {
  const { status, title } = problems[code];
  const { meaning, remedy } = problemTexts[code];
  const origin = '<!-- Generated from dev/openapi/problem-texts.ts by `npm run openapi`; change it there. -->';
  return `${origin}\n# ${code}\n\n**${title}** — HTTP ${status}\n\n## What it means\n\n${meaning}\n\n## What to do\n\n${remedy}\n`;
}
