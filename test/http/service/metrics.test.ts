import { describe, expect, it } from '@jest/globals';
import type { MonitorJudgement } from '../../../lib/application/watch/judge-monitor.ts';
import { renderMetrics } from '../../../lib/http/documents/render-metrics.ts';
import { sampleFleetJob, sampleTenants } from '../support/sample-fleet.ts';
import { callerOf, createHttpWorld, start } from '../support/support.ts';

const labels = ['tenant', 'state', 'health', 'severity', 'reason'];
const sample = /^(?<name>[a-z_]+)(?:\{(?<labels>(?:[a-z]+="(?:[^"\\\n]|\\[\\"n])*",?)+)\})? (?<value>-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;

/** Reads the text format as a scraper does; every line must be one it knows. https://prometheus.io/docs/instrumenting/exposition_formats/ */
function readMetrics(text: string) {
  const described = new Set<string>();
  const series: { name: string; labels: string[]; key: string }[] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    const name = /^# (?:HELP|TYPE) (\w+) ./.exec(line)?.[1];
    if (name !== undefined) {
      described.add(name);
      continue;
    }
    const groups = sample.exec(line)?.groups;
    if (groups === undefined) throw new Error(`not a sample: ${line}`);
    const names = [...(groups.labels ?? '').matchAll(/([a-z]+)="/g)].map((match) => match[1] ?? '');
    series.push({ name: groups.name ?? '', labels: names, key: line.slice(0, line.lastIndexOf(' ')) });
  }
  return { described, series };
}

describe('GET /metrics', () => {
  async function createFleet(tenants: 'all' | (typeof sampleTenants)[number] = 'all') {
    const world = createHttpWorld({ authenticate: async () => (tenants === 'all' ? callerOf('Reader') : callerOf('Reader', tenants)) });
    for (const tenantId of sampleTenants) {
      await world.poll(
        tenantId,
        Array.from({ length: 9 }, (_, index) => sampleFleetJob(tenantId, index, start)),
      );
    }
    return world;
  }

  it('is text that a scraper reads: described metrics, each series once, the tenant as the finest label', async () => {
    const { call } = await createFleet();
    const { text } = await call('/metrics');
    const { described, series } = readMetrics(text);
    expect(text.endsWith('\n')).toBe(true);
    expect(series.length).toBeGreaterThan(15);
    expect(new Set(series.map(({ key }) => key)).size).toBe(series.length);
    for (const { name, labels: own } of series) {
      expect(described).toContain(name);
      expect(labels).toEqual(expect.arrayContaining(own));
    }
    expect(text).not.toMatch(/sp-\d|Workday|App \d/);
  });

  it('has as many series for a thousand jobs as for one', async () => {
    const count = async (jobs: number) => {
      const world = createHttpWorld();
      const [tenantId] = sampleTenants;
      await world.poll(
        tenantId,
        Array.from({ length: jobs }, (_, index) => sampleFleetJob(tenantId, 3 * index, start)),
      );
      return readMetrics((await world.call('/metrics')).text).series.length;
    };
    expect(await count(300)).toBe(await count(1));
  });

  it('counts only the tenants of the caller', async () => {
    const { call } = await createFleet(sampleTenants[1]);
    const { text } = await call('/metrics');
    expect(text).toContain(sampleTenants[1]);
    expect(text).not.toContain(sampleTenants[0]);
  });

  it('escapes what a label may not hold', () => {
    const registration = { v: 1, tenantId: 'a"b\\c\nd', addedAt: '2026-11-21T10:00:00.000Z', source: 'settings' } as const;
    const counts = { jobs: 1, byState: { Active: 1 }, byHealth: { healthy: 1 }, incidents: {} };
    const { tenantId } = registration;
    const row = { v: 1, tenantId, registration } as const;
    const monitor: MonitorJudgement = { state: 'ok', cause: 'allRead', watched: 1, unread: [], awaited: [], neverConsented: [] };
    const text = renderMetrics({ tenants: [{ row, tenantId, freshness: 'fresh', counts }], monitor });
    expect(readMetrics(text).series.some(({ key }) => key.includes('a\\"b\\\\c\\nd'))).toBe(true);
  });
});
