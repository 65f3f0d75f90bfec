import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { examples, renderArtefacts } from '../../../dev/openapi/render-artefacts.ts';
import { renderDocsPage, renderTypesPage } from '../../../dev/openapi/render-docs-page.ts';
import type { Operation } from '../../../lib/http/operations/define-operation.ts';
import { operations } from '../../../lib/http/operations.ts';
import { problemCodes } from '../../../lib/http/problems/problems.ts';
import { hasOperation, type RouteName, routes } from '../../../lib/http/routes.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const { version } = JSON.parse(read('package.json'));
const document = JSON.parse(read('openapi.json'));

interface DocumentedOperation {
  operationId?: string;
  summary?: string;
  description?: string;
  security?: unknown[];
  'x-roles'?: string[];
}

const documented = Object.entries<Record<string, DocumentedOperation>>(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method.toUpperCase()} v1${path}`, operation })),
);

const camelCase = (id: string) => id.replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());

describe('the OpenAPI document', () => {
  it('and everything else written from the operations is up to date', () => {
    for (const [path, text] of renderArtefacts(version))
      expect({ path, isCurrent: read(path) === text }).toEqual({ path, isCurrent: true });
  });

  it('and everything else written from the operations names the file to change instead, and that file is there', () => {
    const named = [...renderArtefacts(version).values()].flatMap((text) => /^.* (?:from|by) `?([\w/-]+\.ts)\b/.exec(text)?.[1] ?? []);
    expect(named).toHaveLength(problemCodes.length + 4);
    for (const file of new Set(named)) expect(read(file)).toMatch(/\bexport\b|\bimport\b/);
  });

  it('describes every route, and only routes', () => {
    const registered = Object.entries(routes)
      .filter(([name]) => hasOperation(name as RouteName))
      .flatMap(([, { methods, route }]) => methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${route}`));
    expect(documented.map(({ name }) => name).sort()).toEqual(registered.sort());
  });

  it('names the least role of every guarded route and opens the others', () => {
    for (const { name, operation } of documented) {
      const isOpen = operation.security?.length === 0;
      expect({ name, roles: operation['x-roles']?.length ?? 0 }).toEqual({ name, roles: isOpen ? 0 : 1 });
    }
    for (const [id, operation] of Object.entries(operations)) expect(operation.id).toBe(id);
  });

  it('names a contact, and tells of every operation more than its summary', () => {
    expect(document.info.contact.name).toMatch(/\w/);
    for (const { name, operation } of documented) {
      expect({ name, isTold: /\w{3}.*\.$/.test(operation.description ?? '') && operation.description !== operation.summary }).toEqual({
        name,
        isTold: true,
      });
    }
  });

  it('shows examples that are valid', () => {
    const answers = Object.values<Operation>(operations).flatMap(({ answers }) => Object.values(answers));
    for (const { schema, example } of answers) if (example !== undefined) expect(schema?.parse(example)).toEqual(example);
  });

  it('has for every route one answer of the running product, and it is of the form that is promised', () => {
    const ids = documented.map(({ operation }) => operation.operationId ?? '');
    expect(Object.keys(examples).sort()).toEqual(ids.toSorted());
    for (const { id, answers } of Object.values<Operation>(operations)) {
      const { status, answer } = examples[camelCase(id)] ?? { status: 0, answer: undefined };
      const schema = Object.entries(answers).find(([known]) => Number(known) === status)?.[1].schema;
      const fault = answer === '' ? undefined : schema?.safeParse(answer).error?.message;
      expect({ id, status, isKnown: String(status) in answers, fault }).toEqual({ id, status, isKnown: true, fault: undefined });
    }
  });

  it('passes the recommended rules of an independent linter', async () => {
    const redocly = new URL('node_modules/@redocly/cli/bin/cli.js', root).pathname;
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [redocly, 'lint', 'openapi.json'], { cwd: root.pathname, env });
    expect(stdout + stderr).not.toMatch(/warning|error/i);
  });
});

describe('the documentation', () => {
  const pages = new Map<string, string>([
    ['operations', renderDocsPage(document)],
    ['types', renderTypesPage(document)],
  ]);

  it.each([...pages])('has a page of %s of at most 40 KB without a script, made for narrow screens', (_name, page) => {
    expect(Buffer.byteLength(page)).toBeLessThan(40 * 1024);
    expect(page).not.toMatch(/<script|javascript:|onload=/i);
    expect(page).toContain('width=device-width');
  });

  it('has a place for every problem, and for every type that it links to', () => {
    for (const code of problemCodes) expect(pages.get('operations')).toContain(`id=${code}>`);
    const within = [...(pages.get('types') ?? '').matchAll(/href=#(\w+)>/g)];
    const links = [...within, ...(pages.get('operations') ?? '').matchAll(/docs\/types#(\w+)>/g)].map(([, name]) => name);
    expect(new Set(links).size).toBeGreaterThan(20);
    for (const name of new Set(links)) expect(pages.get('types')).toContain(`id=${name}>`);
  });

  it('has a page for every problem and no other', () => {
    expect(readdirSync(new URL('docs/problems/', root)).sort()).toEqual(problemCodes.map((code) => `${code}.md`).sort());
  });
});
