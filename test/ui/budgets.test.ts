import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { runToEnd, startChild } from '../../dev/start/child-process.ts';
import { inSoak } from './support/in-soak.ts';
import { describeInBrowser } from './support/page-world.ts';

const kibibyte = 1_024;

describe('the files of the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'budget-'));
  const sizes = (pattern: RegExp) =>
    readdirSync(join(folder, 'ui'))
      .filter((name) => pattern.test(name))
      .map((name) => statSync(join(folder, 'ui', name)).size);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

  beforeAll(async () => {
    const child = startChild({
      name: 'The build',
      script: 'build.mjs',
      args: [folder],
      env: process.env,
      readySign: ' built:',
      onLine: () => undefined,
    });
    await runToEnd(child, () => undefined);
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are small: what the first screen needs at most 40 KiB, all together 70, the sign-in 12', () => {
    // What the page itself names, and nothing that those would ask for in turn: the browser's test counts the requests.
    const page = brotliDecompressSync(readFileSync(join(folder, 'ui', 'index.html.br'))).toString();
    const named = [...page.matchAll(/\/api\/ui\/([\w-]+\.(?:js|css))"/g)].map(([, name]) => name);
    expect(named).toHaveLength(2);
    const first = sum([...named, 'index.html'].map((name) => statSync(join(folder, 'ui', `${name}.br`)).size));
    expect(first).toBeLessThanOrEqual(40 * kibibyte);
    // The script for servers lies beside them to be downloaded; no screen loads it.
    expect(sum(sizes(/(?<!\.ps1)\.br$/))).toBeLessThanOrEqual(70 * kibibyte);
    expect(sum(sizes(/^sign-in/))).toBeLessThanOrEqual(12 * kibibyte);
  });
});

// What the browser measured of the first screen: https://web.dev/articles/cls
const observe = `
  self.measured = { shift: 0, paint: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) self.measured.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'first-contentful-paint') self.measured.paint = entry.startTime;
  }).observe({ type: 'paint', buffered: true });
`;

describeInBrowser('the first load, in a browser', (world) => {
  async function load(address: string, ready: string): Promise<{ page: Page; requests: string[] }> {
    const context = await world().browser.newContext({ viewport: { width: 1360, height: 900 } });
    await context.addInitScript(observe);
    const page = await context.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await page.goto(address);
    await page.locator(ready).first().waitFor();
    return { page, requests };
  }

  it('asks for the page, its script, its style and its settings, and for nothing of a sign-in', async () => {
    const { page, requests } = await load(world().page, '.row-link');
    const files = requests.filter((path) => path.startsWith('/api/ui') && !path.endsWith('.svg'));
    expect(files.map((path) => path.replace(/-\w{8}\./, '.')).sort()).toEqual([
      '/api/ui',
      '/api/ui/chunk.js',
      '/api/ui/config.json',
      '/api/ui/page.css',
    ]);
    expect(requests.filter((path) => path.startsWith('/api/v1')).sort()).toEqual(['/api/v1/jobs', '/api/v1/me', '/api/v1/status']);
    await page.context().close();
  }, 60_000);

  inSoak(
    'lets nothing jump while a screen comes to be',
    async () => {
      const { value } = (await (await fetch(`${world().urls.api}/incidents?condition=quarantine`)).json()) as {
        value: { incidentId: string }[];
      };
      for (const [path, ready] of [
        ['', '.row-link'],
        [`/incidents/${value[0]?.incidentId}`, '.life-card .events li'],
      ] as const) {
        const { page } = await load(world().page + path, ready);
        await page.waitForLoadState('networkidle');
        expect(Number(await page.evaluate('self.measured.shift'))).toBeLessThanOrEqual(0.01);
        await page.context().close();
      }
    },
    60_000,
  );

  inSoak(
    'paints no later than twice what the documentation page needs, which has no script',
    async () => {
      const paints = async (address: string, ready: string) => {
        const times: number[] = [];
        for (let round = 0; round < 5; round += 1) {
          const { page } = await load(address, ready);
          // The browser tells of a paint a little after it; what has its heading may not have been painted yet.
          let paint = 0;
          for (; paint === 0; await page.waitForTimeout(20)) paint = Number(await page.evaluate('self.measured.paint'));
          times.push(paint);
          await page.context().close();
        }
        return times.toSorted((a, b) => a - b)[2] ?? 0;
      };
      const own = await paints(world().page, 'h1');
      const plain = await paints(`${world().urls.api}/docs`, 'h1');
      process.stderr.write(`First paint: ${Math.round(own)} ms, of the documentation ${Math.round(plain)} ms\n`);
      expect(own / plain).toBeLessThanOrEqual(2);
    },
    120_000,
  );
});
