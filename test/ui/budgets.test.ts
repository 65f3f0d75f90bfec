import { describe, expect, it } from '@jest/globals';
import { median } from '../bench/support/statistics.ts';
import { firstPaint, loadFirst, shiftOf } from './support/first-load.ts';
import { inSoak } from './support/in-soak.ts';
import { weighPage } from './support/page-files.ts';
import { describeInBrowser } from './support/page-world.ts';

const kibibyte = 1_024;

describe('the files of the page', () => {
  it('are small: what the first screen needs at most 40 KiB, all screens together 70, the sign-in 12', async () => {
    const { named, first, all, signIn } = await weighPage();
    expect(named).toHaveLength(2);
    expect(first).toBeLessThanOrEqual(40 * kibibyte);
    expect(all).toBeLessThanOrEqual(70 * kibibyte);
    expect(signIn).toBeLessThanOrEqual(12 * kibibyte);
  }, 60_000);
});

describeInBrowser('the first load, in a browser', (world) => {
  it('asks for the page, its script, its style and its settings, and for nothing of a sign-in', async () => {
    const { page, requests } = await loadFirst(world().browser, world().page, '.row-link');
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
        const { page } = await loadFirst(world().browser, world().page + path, ready);
        expect(await shiftOf(page)).toBeLessThanOrEqual(0.01);
        await page.context().close();
      }
    },
    60_000,
  );

  inSoak(
    'paints no later than twice what the documentation page needs, which has no script',
    async () => {
      const [own, plain]: [number[], number[]] = [[], []];
      for (let round = 0; round < 5; round += 1) {
        own.push(await firstPaint(world().browser, world().page));
        plain.push(await firstPaint(world().browser, `${world().urls.api}/docs`));
      }
      process.stderr.write(`First paint: ${Math.round(median(own))} ms, of the documentation ${Math.round(median(plain))} ms\n`);
      expect(median(own) / median(plain)).toBeLessThanOrEqual(2);
    },
    120_000,
  );
});
