import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { renderTopics } from '../../dev/catalogue/render-topics.ts';
import { networkSections } from '../../dev/connectivity/network-sections.ts';
import { renderNetwork } from '../../dev/connectivity/render-network.ts';
import { guides } from '../../dev/sources/guides.ts';
import { needs } from '../../dev/sources/needs.ts';
import { readOperations } from '../../dev/sources/read-operations.ts';
import { renderCoverage } from '../../dev/sources/render-coverage.ts';
import { gapsOf, marks } from '../../dev/sources/statement.ts';
import { statements } from '../../dev/sources/statements.ts';
import { createCatalogue } from '../../lib/domain/catalogue/catalogue.ts';
import { createTopics } from '../../lib/domain/catalogue/topics.ts';

const { entries } = await createCatalogue().loadCatalogue();
const { all } = await createTopics().loadTopics();
const { operations, schemas } = await readOperations();
const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Everything that a reader is told at a place. */
function textsAt(target: string): string[] {
  const [family, name = ''] = target.split('/');
  if (family === 'network') return networkSections().flatMap(({ anchor, title, body }) => (anchor === name ? [title, body] : []));
  if (family === 'topic') return all.filter(({ id }) => id === name).map((topic) => Object.values(topic).flat().join('\n'));
  if (family === 'schema') return schemas[name] === undefined ? [] : [JSON.stringify(schemas[name])];
  return entries
    .filter((entry) => entry.family === family && (name === '*' || entry.code === name))
    .map((entry) => Object.values(entry).flat().join('\n'));
}

function expectTold(targets: readonly string[], words: readonly string[]): void {
  for (const target of targets) expect([target, textsAt(target).length > 0]).toEqual([target, true]);
  const text = targets.flatMap(textsAt).join('\n').toLowerCase();
  expect(words.length).toBeGreaterThan(0);
  expect(words.filter((word) => !text.includes(word.toLowerCase()))).toEqual([]);
}

/** Whether a schema has a field, through references, lists and alternatives. */
function hasField(schema: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  if (typeof schema !== 'object' || schema === null) return false;
  const { $ref, items, properties, anyOf, oneOf } = schema as Record<string, unknown>;
  if (typeof $ref === 'string') return hasField(schemas[$ref.split('/').at(-1) ?? ''], [name, ...rest]);
  const choices = [items, ...[anyOf, oneOf].flat()].filter((choice) => choice !== undefined);
  if (choices.some((choice) => hasField(choice, [name, ...rest]))) return true;
  const field = (properties as Record<string, unknown> | undefined)?.[name];
  return field !== undefined && hasField(field, rest);
}

function knowsField(operation: string, field: string): boolean {
  const { parameters = [], requestBody, responses } = operations.get(operation) ?? { responses: {} };
  const bodies = [requestBody, ...Object.entries(responses).flatMap(([status, answer]) => (status < '300' ? [answer] : []))];
  const found = bodies.flatMap((body) => Object.values(body?.content ?? {}).map(({ schema }) => schema));
  return parameters.some(({ name }) => name === field) || found.some((schema) => hasField(schema, field.split('.')));
}

const numbers = (guide: string, first: number, last: number, prefix = '') =>
  Array.from({ length: last - first + 1 }, (_, place) => `${guide}-${prefix}${String(first + place).padStart(prefix === '' ? 2 : 1, '0')}`);

describe('what the guides state', () => {
  it('is listed without a gap: 118 statements of five guides, each once', () => {
    const cloudSync = [...numbers('002', 1, 18), ...numbers('002', 30, 38), ...numbers('002', 1, 17, 'F')];
    const ids = [...numbers('000', 1, 27), ...numbers('001', 1, 7), ...cloudSync, ...numbers('003', 1, 10), ...numbers('004', 1, 30)];
    expect(statements.map(({ id }) => id)).toEqual(ids);
    expect(Object.keys(needs).sort()).toEqual([...ids].sort());
    expect(new Set(ids.map((id) => id.split('-')[0]))).toEqual(new Set(Object.keys(guides)));
  });

  it('is covered in each of its needs: none is empty', () => {
    expect(Object.values(needs).filter((wanted) => wanted.length === 0)).toEqual([]);
    const gaps = statements.map((statement) => [statement.id, gapsOf(statement, needs[statement.id] ?? [])] as const);
    expect(gaps.filter(([, missing]) => missing.length > 0)).toEqual([]);
  });

  it('bears on the page the marks of what it calls for, in each row at least one', async () => {
    const rows = [...(await read('docs/source-coverage.md')).matchAll(/^\| (\d{3}-\w+) \| ([^|]*) \|/gm)].map(([, id, mark]) => [id, mark]);
    const wanted = Object.entries(needs).map(([id, its]) => [id, new Set(its.map((need) => marks[need]))] as const);
    expect(rows.map(([id]) => id)).toEqual(statements.map(({ id }) => id));
    expect(rows.filter(([, mark]) => !/^[GCUPX]( [GCUPX])*$/.test(mark ?? ''))).toEqual([]);
    expect(Object.fromEntries(rows.map(([id, mark = '']) => [id, new Set(mark.split(' '))]))).toEqual(Object.fromEntries(wanted));
  });

  it.each(statements.flatMap(({ id, toldAt, words }) => (toldAt === undefined ? [] : [[id, toldAt, words ?? []] as const])))(
    '%s can be read where the list says',
    (_id, toldAt, words) => expectTold(toldAt, words),
  );

  it.each(statements.flatMap(({ id, unknowable }) => (unknowable === undefined ? [] : [[id, unknowable] as const])))(
    'of %s callers are told what cannot be known',
    (_id, { toldAt, words }) => expectTold([toldAt], words),
  );

  it.each(statements.flatMap(({ id, test }) => (test === undefined ? [] : [[id, ...test] as const])))(
    '%s is shown by a test',
    async (_id, file, title) => {
      expect(await read(file)).toContain(`'${title}'`);
    },
  );

  it.each(statements.flatMap(({ id, answeredBy = [] }) => answeredBy.map((answer) => [id, answer] as const)))(
    '%s is answered by an operation that has the fields, and reads what the list says',
    async (_id, { operation, fields, reads }) => {
      expect(operations.has(operation)).toBe(true);
      expect(fields.length).toBeGreaterThan(0);
      expect(fields.filter((field) => !knowsField(operation, field))).toEqual([]);
      if (reads !== undefined) expect(await read(reads[0])).toContain(reads[1]);
    },
  );
});

describe('a statement', () => {
  it('is not covered by its words alone', () => {
    const bare = { id: '000-01', about: 'Something' };
    expect(gapsOf(bare, ['told', 'judged', 'read', 'own', 'unknowable'])).toEqual(['told', 'judged', 'read', 'own', 'unknowable']);
    expect(gapsOf({ ...bare, toldAt: ['topic/delta-and-full'], words: [] }, ['told'])).toEqual(['told']);
    expect(gapsOf({ ...bare, answeredBy: [{ operation: 'getJob', fields: ['state'] }] }, ['read', 'own'])).toEqual(['read', 'own']);
  });

  it('names no field that its operation does not have', () => {
    expect(knowsField('getJob', 'quarantine.error.code')).toBe(true);
    expect(knowsField('getJob', 'quarantine.error.colour')).toBe(false);
    expect(knowsField('listProvisioningErrors', 'value.examples.id')).toBe(true);
  });
});

describe('the pages of topics, of the coverage and of the network', () => {
  it('are current: run npm run catalogue', async () => {
    expect(await read('docs/topics.md')).toBe(renderTopics(all));
    expect(await read('docs/network.md')).toBe(renderNetwork());
    expect(await read('docs/source-coverage.md')).toBe(renderCoverage(statements, needs, operations));
  });

  it('lead to each other', async () => {
    const [topics, catalogue, network, api, list = ''] = await Promise.all(
      ['docs/topics.md', 'docs/error-catalogue.md', 'docs/network.md', 'docs/api.md', 'docs/source-coverage.md'].map(read),
    );
    const anchors = new Set([...`${topics}${catalogue}${network}`.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id));
    for (const [, anchor] of `${api}`.matchAll(/\]\(#([^)]+)\)/g)) anchors.add(anchor);
    const links = [...list.matchAll(/\]\((?:topics|error-catalogue|network|api)\.md#([^)]+)\)/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(110);
    expect(links.filter((id) => !anchors.has(id))).toEqual([]);
    const files = [...list.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path = '']) => path);
    expect(files.filter((path) => !existsSync(path))).toEqual([]);
  });
});
