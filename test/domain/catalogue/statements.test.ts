import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { renderStatements } from '../../../dev/catalogue/render-statements.ts';
import { renderTopics } from '../../../dev/catalogue/render-topics.ts';
import { guides, type Statement, statements } from '../../../dev/catalogue/statements.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { createTopics } from '../../../lib/domain/catalogue/topics.ts';

const { entries } = await createCatalogue().loadCatalogue();
const { all } = await createTopics().loadTopics();
const all88: readonly Statement[] = statements;
const told = all88.filter(({ comesWith }) => comesWith === undefined).map((statement) => [statement.id, statement] as const);
const read = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** Everything that a reader is told at a place. */
function textsAt(target: string): string[] {
  const [family, name] = target.split('/');
  if (family === 'topic') return all.filter(({ id }) => id === name).map((topic) => Object.values(topic).flat().join('\n'));
  return entries
    .filter((entry) => entry.family === family && (name === '*' || entry.code === name))
    .map((entry) => Object.values(entry).flat().join('\n'));
}

describe('what the guides state', () => {
  it('is told here in 85 of 88 statements; the addresses come with their tables', () => {
    expect(all88).toHaveLength(88);
    expect(new Set(all88.map(({ id }) => id)).size).toBe(88);
    for (const { id } of all88) expect(Object.keys(guides)).toContain(id.split('-')[0]);
    expect(all88.filter(({ toldAt }) => toldAt.length === 0).map(({ id, comesWith }) => [id, comesWith])).toEqual([
      ['000-08', 'the tables of hosts and ports'],
      ['001-04', 'the tables of hosts and ports'],
      ['002-05', 'the tables of hosts and ports'],
    ]);
  });

  it.each(told)('%s can be read where the list says', (_id, { toldAt, words }) => {
    for (const target of toldAt) expect([target, textsAt(target).length > 0]).toEqual([target, true]);
    const text = toldAt.flatMap(textsAt).join('\n').toLowerCase();
    expect(words.length).toBeGreaterThan(0);
    expect(words.filter((word) => !text.includes(word.toLowerCase()))).toEqual([]);
  });
});

describe('the pages of topics and of statements', () => {
  it('are current: run npm run catalogue', async () => {
    expect(await read('docs/topics.md')).toBe(renderTopics(all));
    expect(await read('docs/source-statements.md')).toBe(renderStatements(all88));
  });

  it('lead to each other', async () => {
    const [topics, catalogue, list] = await Promise.all(
      ['docs/topics.md', 'docs/error-catalogue.md', 'docs/source-statements.md'].map(read),
    );
    const anchors = new Set([...`${topics}${catalogue}`.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id));
    const links = [...`${list}`.matchAll(/\]\((?:topics|error-catalogue)\.md#([^)]+)\)/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(85);
    expect(links.filter((id) => !anchors.has(id))).toEqual([]);
  });
});
