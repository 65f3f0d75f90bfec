import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { type ApiHost, startApiHost } from '../http/support/host-process.ts';
import { storeSampleFleet } from '../http/support/sample-fleet.ts';
import { readPromql } from '../support/promql.ts';

interface Rule {
  alert: string;
  expr: string;
  annotations: { summary: string; runbook: string };
}

interface Panel {
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets: { expr: string }[];
}

const read = (path: string) => readFileSync(path, 'utf8');
const rules: Rule[] = parse(read('examples/prometheus/rules.yml')).groups.flatMap((group: { rules: Rule[] }) => group.rules);
const scrapeConfig = parse(read('examples/prometheus/prometheus.yml'));
const dashboard: { panels: Panel[]; templating: { list: { query: string }[] } } = JSON.parse(read('examples/grafana/fleet.json'));
const runbook = read('docs/operations.md');
const expressions = [...rules.map(({ expr }) => expr), ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))];

let host: ApiHost;
let scraped: string;

beforeAll(async () => {
  host = await startApiHost();
  await storeSampleFleet(host.stores, { jobsPerTenant: 7, now: Date.now() });
  scraped = await (await fetch(`${host.url}${scrapeConfig.scrape_configs[0].metrics_path}`)).text();
}, 60_000);

afterAll(() => host?.stop());

const scrapedNames = () => [...scraped.matchAll(/^# TYPE (\w+) /gm)].map(([, name = '']) => name).sort();

describe('the Prometheus rules and the Grafana dashboard', () => {
  it('are written in the language of Prometheus', () => {
    expect(expressions.length).toBeGreaterThan(15);
    for (const expression of expressions) expect(readPromql(expression).metrics.length).toBeGreaterThan(0);
    expect(() => readPromql('sum by (tenant entrasync_jobs')).toThrow('not PromQL');
  });

  it('ask for every metric that is scraped, and for no other', () => {
    const asked = new Set(expressions.flatMap((expression) => readPromql(expression).metrics));
    expect([...asked].sort()).toEqual(scrapedNames());
    for (const { query } of dashboard.templating.list.filter(({ query }) => query.startsWith('label_values')))
      expect(scrapedNames()).toContain(/\((\w+),/.exec(query)?.[1]);
  });

  it('ask for labels that the metric has, by the documentation', () => {
    for (const expression of expressions) {
      const { metrics, labels } = readPromql(expression);
      const documented = metrics.flatMap((name) => labelsOf(name));
      expect({ expression, unknown: labels.filter((label) => !documented.includes(label)) }).toEqual({ expression, unknown: [] });
    }
  });

  it('compare labels with values that there are', () => {
    for (const expression of expressions) {
      const { metrics, values } = readPromql(expression);
      const rows = metrics.map((name) => rowOf(name)).join();
      const unknown = values.filter((value) => value !== '' && !rows.includes(`\`${value}\``) && !scraped.includes(`="${value}"`));
      expect({ expression, unknown }).toEqual({ expression, unknown: [] });
    }
  });

  it('have a page in the runbook for each alert', () => {
    for (const { alert, annotations } of rules) {
      const [file, page] = annotations.runbook.split('#');
      expect({ alert, file, hasPage: runbook.includes(`\n### ${page}\n`) }).toEqual({ alert, file: 'docs/operations.md', hasPage: true });
    }
  });

  it('fire when the service is gone, which no comparison of a value does', () => {
    expect(rules.some(({ expr }) => expr.startsWith('absent('))).toBe(true);
  });

  it('lay no panel over another', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});

describe('the table of the metrics in docs/operations.md', () => {
  it('has every metric that is scraped, with its type, and no other', () => {
    const documented = [...runbook.matchAll(/^\| `(entrasync_\w+)` \| (\w+) \|/gm)].map(([, name, type]) => `${name} ${type}`);
    expect(documented.sort()).toEqual([...scraped.matchAll(/^# TYPE (.+)$/gm)].map(([, line]) => line).sort());
  });

  it('names the labels that are scraped', () => {
    const samples = [...scraped.matchAll(/^(entrasync_\w+)\{(.*)\} /gm)];
    expect(samples.length).toBeGreaterThan(10);
    for (const [, name = '', pairs = ''] of samples) {
      const labels = [...pairs.matchAll(/(\w+)="/g)].map(([, label]) => label);
      expect({ name, labels: labelsOf(name).sort() }).toEqual({ name, labels: labels.sort() });
    }
  });
});

function rowOf(metric: string): string {
  return new RegExp(`^\\| \`${metric}\` .*`, 'm').exec(runbook)?.[0] ?? '';
}

function labelsOf(metric: string): string[] {
  const cell = rowOf(metric).split(' | ')[2] ?? '';
  return [...cell.matchAll(/`(\w+)`/g)].map(([, label = '']) => label);
}
