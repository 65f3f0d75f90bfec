import { expect, it } from '@jest/globals';
import { faultsOf } from './support/axe.ts';
import { inSoak } from './support/in-soak.ts';
import { type Json, jobsPath, openWith, statusPath } from './support/open-with.ts';
import { describeInBrowser } from './support/page-world.ts';

const watchedInMs = 60_000;

describeInBrowser('what the page says of the service and of itself, in a browser', (world) => {
  it('tells in the header the age of the oldest fresh reading, and the tenants apart that are not fresh', async () => {
    const oldestStaleReading = new Date(Date.now() - 31 * 60_000).toISOString();
    const withStale = (body: Json) => ({ ...body, freshness: { ...body.freshness, stale: 1, oldestStaleReading } });
    const page = await openWith(world(), { [statusPath]: withStale }, { told: { 'x-observed-at': oldestStaleReading } });
    expect(await page.locator('.freshness').innerText()).toMatch(/^Read \d+ s ago/);
    const apart = page.getByRole('link', { name: /^1 tenant last read 3[0-2] min ago$/ });
    expect(await faultsOf(page)).toEqual([]);
    await apart.click();
    await page.getByRole('heading', { level: 1, name: /tenant/i }).waitFor();
    await page.context().close();
  }, 60_000);

  it('tells also by 304s alone how old things are: by what was read meanwhile, not by the bodies that are held', async () => {
    const page = await world().open('/monitor');
    await page.getByRole('link', { name: 'Fleet' }).click();
    await page.locator('.calm').waitFor();
    const later = Date.now() + 31 * 60_000;
    const isoOf = (millis: number) => new Date(millis).toISOString();
    await page.route('**/api/v1/**', (route) =>
      route.fulfill({
        status: 304,
        headers: {
          date: new Date(later).toUTCString(),
          'x-observed-at': isoOf(later - 90 * 60_000),
          'x-fresh-observed-at': isoOf(later - 5_000),
        },
      }),
    );
    await page.locator('.freshness').click();
    await page.getByText(/^Read \d+ s ago/).waitFor();
    expect(await page.locator('.calm summary').innerText()).toMatch(/oldest reading less than a minute ago/);
    await page.getByRole('link', { name: 'Monitor' }).click();
    const reading = page.locator('.card', { has: page.getByRole('heading', { name: 'Reading' }) });
    await reading.getByText(/\(\d+ s ago\)/).waitFor();
    expect(await reading.innerText()).not.toMatch(/late/);
    await page.context().close();
  }, 60_000);

  it('shows hostile names as what they are, and the layout holds', async () => {
    const names = ['<img src=x onerror=alert(1)>', '\u202Eelpmaxe.moc', 'x'.repeat(200), '👩🏽‍💻 Ünïcödé', '"><script>alert(1)</script>'];
    const page = await openWith(world(), {
      [jobsPath]: (body) => ({
        ...body,
        value: body.value.map((job: Json, index: number) => ({
          ...job,
          displayName: names[index] ?? job.displayName,
          tenantName: names[index] ?? job.tenantName,
        })),
      }),
    });
    const shown = await page.locator('.row-link').allTextContents();
    expect(shown.slice(0, names.length)).toEqual(names);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    expect(await page.locator('img').count()).toBe(0);
    await page.context().close();
  }, 60_000);

  inSoak(
    'reads at most twelve times a minute, most of it without an answer to send, and tells its age truly meanwhile',
    async () => {
      const page = await world().open('');
      const answers: number[] = [];
      page.on('response', (response) => new URL(response.url()).pathname.startsWith('/api/v1') && answers.push(response.status()));
      const ages: number[] = [];
      for (const end = Date.now() + watchedInMs; Date.now() < end; await page.waitForTimeout(1_000)) {
        const told = /Read (\d+) s ago/.exec(await page.locator('.freshness').innerText())?.[1];
        ages.push(Number(told ?? 'NaN'));
      }
      expect(answers.length).toBeLessThanOrEqual(watchedInMs / 5_000);
      expect(answers.length).toBeGreaterThan(1);
      expect(Math.max(...ages)).toBeLessThanOrEqual(30);
      await page.context().close();
    },
    90_000,
  );
});
