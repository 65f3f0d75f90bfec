import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { renderStatements } from '../../../dev/catalogue/render-statements.ts';
import { renderTopics } from '../../../dev/catalogue/render-topics.ts';
import { guides, type Statement, statements } from '../../../dev/catalogue/statements.ts';
import { networkSections } from '../../../dev/connectivity/network-sections.ts';
import { renderNetwork } from '../../../dev/connectivity/render-network.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { createTopics } from '../../../lib/domain/catalogue/topics.ts';

const { entries } = await createCatalogue().loadCatalogue();
const { all } = await createTopics().loadTopics();
const every: readonly Statement[] = statements;
const told = every.map((statement) => [statement.id, statement] as const);
const read = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** Everything that a reader is told at a place. */
function textsAt(target: string): string[] {
  const [family, name] = target.split('/');
  if (family === 'network') return networkSections().flatMap(({ anchor, title, body }) => (anchor === name ? [title, body] : []));
  if (family === 'topic') return all.filter(({ id }) => id === name).map((topic) => Object.values(topic).flat().join('\n'));
  return entries
    .filter((entry) => entry.family === family && (name === '*' || entry.code === name))
    .map((entry) => Object.values(entry).flat().join('\n'));
}

describe('what the guides state', () => {
  it('is told here in all 95 statements, those on the network without a gap', () => {
    expect(every).toHaveLength(95);
    expect(new Set(every.map(({ id }) => id)).size).toBe(95);
    for (const { id } of every) expect(Object.keys(guides)).toContain(id.split('-')[0]);
    const numbers = (guide: string, last: number) =>
      Array.from({ length: last }, (_, place) => `${guide}-${String(place + 1).padStart(2, '0')}`);
    const onTheNetwork = [...numbers('000', 27), ...numbers('001', 6), ...numbers('002', 8).slice(2), ...numbers('003', 10)];
    expect(every.map(({ id }) => id)).toEqual(expect.arrayContaining(onTheNetwork));
    expect(every.filter(({ toldAt, words }) => toldAt.length === 0 || words.length === 0)).toEqual([]);
  });

  it.each(every.flatMap(({ id, test }) => (test === undefined ? [] : [[id, ...test] as const])))(
    '%s is shown by a test',
    async (_id, file, title) => {
      expect(await read(file)).toContain(`'${title}'`);
    },
  );

  it.each(told)('%s can be read where the list says', (_id, { toldAt, words }) => {
    for (const target of toldAt) expect([target, textsAt(target).length > 0]).toEqual([target, true]);
    const text = toldAt.flatMap(textsAt).join('\n').toLowerCase();
    expect(words.length).toBeGreaterThan(0);
    expect(words.filter((word) => !text.includes(word.toLowerCase()))).toEqual([]);
  });
});

describe('the pages of topics, of statements and of the network', () => {
  it('are current: run npm run catalogue', async () => {
    expect(await read('docs/topics.md')).toBe(renderTopics(all));
    expect(await read('docs/network.md')).toBe(renderNetwork());
    expect(await read('docs/source-statements.md')).toBe(renderStatements(every));
  });

  it('lead to each other', async () => {
    const [topics, catalogue, network, list] = await Promise.all(
      ['docs/topics.md', 'docs/error-catalogue.md', 'docs/network.md', 'docs/source-statements.md'].map(read),
    );
    const anchors = new Set([...`${topics}${catalogue}${network}`.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id));
    const links = [...`${list}`.matchAll(/\]\((?:topics|error-catalogue|network)\.md#([^)]+)\)/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(85);
    expect(links.filter((id) => !anchors.has(id))).toEqual([]);
  });
});
