import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { settingTexts } from '../../dev/configuration/setting-texts.ts';
import { problemCodes } from '../../lib/http/problems/problems.ts';
import { cloudSigns } from '../../lib/settings.ts';
import { deployInfra, environmentNames } from '../infra/support/deploy-infra.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const runbook = read('docs/operations.md');
const written = ['README.md', 'CONTRIBUTING.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];
// What Microsoft's own texts say is not about this product.
const ours = written.filter((path) => !/error-catalogue|topics|catalogue-|source-coverage/.test(path));
const document: { paths: Record<string, Record<string, unknown>> } = JSON.parse(read('openapi.json'));
const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
);

function matchesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}

/** The names of the code against those of the documents: what is missing, and what is too much. */
function expectSame(inCode: readonly string[], inDocuments: readonly string[]): void {
  expect(inCode.length).toBeGreaterThan(0);
  const missing = inCode.filter((name) => !inDocuments.includes(name));
  const stray = inDocuments.filter((name) => !inCode.includes(name));
  expect({ missing, stray }).toEqual({ missing: [], stray: [] });
}

/** What is asked for in `pattern` anywhere in our documents and is not known, with the place. */
function strangersIn(pattern: RegExp, isKnown: (name: string) => boolean): string[] {
  return ours.flatMap((path) => matchesIn(read(path), pattern).flatMap((name) => (isKnown(name) ? [] : [`${path}: ${name}`])));
}

describe('the documents', () => {
  it('tell of every setting, and of none that there is not', () => {
    const settings = Object.keys(settingTexts);
    expectSame(settings, matchesIn(read('docs/configuration.md'), /^\| `(\w+)` \|/gm));
    const ofOthers = [...cloudSigns, ...environmentNames(), ...matchesIn(read('infra/modules/settings.bicep'), /([A-Z]\w+_\w+)/g)];
    // Node's, npm's, of the tests and of the installer.
    const further = /^(ERR_|NODE_|EXPLAIN_|SYNC_|AZURE_|WEBSITE_|GH_|FUNCTIONS_|IDENTITY_)/;
    const isKnown = (name: string) => settings.includes(name) || ofOthers.includes(name) || further.test(name);
    expect(strangersIn(/`([A-Z][A-Z0-9]*_[A-Z0-9_]+)(?:=[^`]*)?`/g, isKnown)).toEqual([]);
  });

  it('tell of every route, and of none that there is not', () => {
    expectSame(
      routes.map(({ method, path }) => `${method} ${path}`),
      matchesIn(read('docs/api.md'), /^### ([A-Z]+ \/\S*)$/gm),
    );
    const isRoute = (name: string) => {
      const [method, path = ''] = name.split(' ');
      return routes.some((route) => route.method === method && new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path));
    };
    // A path that begins with `…` stands for that of a job, and one in braces for another server.
    expect(
      strangersIn(/`((?:GET|POST|PUT|DELETE) \/(?!api\/)[^`?\s…]*)(?:\?[^`]*)?`/g, (name) => isRoute(name.replace('/api/v1', ''))),
    ).toEqual([]);
  });

  it('tell of every alert, and of none that there is not', async () => {
    const { resources } = await deployInfra();
    const deployed = resources.flatMap(({ type, name }) =>
      /\/(scheduledQueryRules|metricAlerts)$/.test(type) ? [name.replace(/^alert-/, '')] : [],
    );
    const groups: { rules: { annotations: { runbook: string } }[] }[] = parse(read('examples/prometheus/rules.yml')).groups;
    const scraped = groups.flatMap(({ rules }) => rules.map(({ annotations }) => annotations.runbook.split('#')[1] ?? ''));
    const chapter = /^## Alerts$([\s\S]*?)^## /m.exec(runbook)?.[1] ?? '';
    expectSame([...new Set([...deployed, ...scraped])], matchesIn(chapter, /^### (\S+)$/gm));
  });

  it('tell of every metric, and of none that there is not', () => {
    const source = read('lib/http/documents/render-metrics.ts');
    const gauges = matchesIn(source, /'(entrasync_\w+)'/g);
    const counters = matchesIn(source, /counter\('(\w+)'/g).map((name) => `entrasync_${name}_total`);
    expectSame([...gauges, ...counters], matchesIn(runbook, /^\| `(entrasync_\w+)` \|/gm));
    expect(strangersIn(/(entrasync_\w+)/g, (name) => [...gauges, ...counters].includes(name))).toEqual([]);
  });

  it('tell of every type of problem, and of none that there is not', () => {
    expectSame(
      problemCodes,
      readdirSync('docs/problems').map((name) => name.replace(/\.md$/, '')),
    );
    const chapter = /^## Problems of a request$([\s\S]*?)^## /m.exec(runbook)?.[1] ?? '';
    const told = matchesIn(chapter, /^\| (`[^|]+) \| \d/gm).flatMap((cell) => matchesIn(cell, /`(\w+)`/g));
    expectSame(problemCodes, told);
    expect(strangersIn(/problems\/(\w+)\.md/g, (name) => problemCodes.some((code) => code === name))).toEqual([]);
  });

  it('lead to files that are there', () => {
    const isThere = (path: string, target: string) => existsSync(join(dirname(path), target));
    const broken = written.flatMap((path) =>
      matchesIn(read(path), /\]\(((?!https?:|#)[^)\s#]+)(?:#[^)]*)?\)/g).flatMap((target) =>
        isThere(path, target) ? [] : [`${path}: ${target}`],
      ),
    );
    expect(broken).toEqual([]);
  });
});
