import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf } from './support/axe.ts';
import { inSoak } from './support/in-soak.ts';
import { describeInBrowser } from './support/page-world.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape are changed here.
type Json = any;

const watchedInMs = 60_000;

describeInBrowser('what the page says of the service and of itself, in a browser', (world) => {
  /** Opens the fleet with an answer of the real service changed on its way. */
  async function openWith(path: string, change: (body: Json) => Json, address = '', told: Record<string, string> = {}): Promise<Page> {
    const context = await world().browser.newContext({ viewport: { width: 1360, height: 900 } });
    const page = await context.newPage();
    await page.route(
      (url) => url.pathname === path,
      async (route) => {
        // Whole each time: what is changed here has no version of its own.
        const { 'if-none-match': _, ...headers } = route.request().headers();
        const response = await route.fetch({ headers });
        await route.fulfill({ response, headers: { ...response.headers(), ...told }, json: change(await response.json()) });
      },
    );
    await page.goto(world().page + address);
    await page.locator('main h1').waitFor();
    return page;
  }

  const status = '/api/v1/status';
  const jobs = '/api/v1/jobs';

  it('says when the service is blind that nothing can be called healthy', async () => {
    const blind = { monitor: 'blind', monitorReason: 'No tick since an hour.', monitorSince: '2026-11-30T05:00:00.000Z' };
    const page = await openWith(status, (body) => ({
      ...body,
      ...blind,
      jobs: { ...body.jobs, byState: {}, byHealth: { critical: 0, unknown: 0, warning: 0, healthy: 9 } },
    }));
    const banner = page.getByRole('alert');
    expect(await banner.innerText()).toMatch(/^We are blind\. No tenant was read since .* UTC\. Nothing below can be called healthy\./);
    expect(await page.locator('h1').innerText()).toBe('Nothing can be said of any job.');
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('waits as long as the service asks, and says so where the age stands', async () => {
    const page = await world().open('');
    await page.route('**/api/v1/**', (route) => route.fulfill({ status: 429, headers: { 'retry-after': '40' }, body: '' }));
    await page.locator('.freshness').click();
    await page.getByText(/^Asked to wait \d+ s/).waitFor();
    await page.context().close();
  }, 60_000);

  it('names the title, the words and the request of an error, and lets the other parts stand', async () => {
    const page = await world().open('');
    const problem = {
      title: 'The storage cannot be read',
      status: 500,
      detail: 'Try again later.',
      requestId: 'the-request',
      code: 'InternalError',
    };
    await page.route('**/api/v1/jobs?*', (route) =>
      route.fulfill({ status: 500, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(problem) }),
    );
    await page.locator('.freshness').click();
    const note = page.locator('.note[role=alert]');
    await note.waitFor();
    expect(await note.innerText()).toMatch(/The storage cannot be read\s+Try again later\.\s+Try again\s+Request\s+the-request/);
    expect(await page.locator('.row-link').count()).toBeGreaterThan(0);
    await page.context().close();
  }, 60_000);

  it('tells an empty fleet from one without a tenant, and both from a filter that leaves nothing', async () => {
    const none = await openWith(jobs, (body) => ({ ...body, value: [] }));
    await none.getByText(/^Read \d+ s ago; \d+ tenants have no synchronization jobs/).waitFor();
    await none.context().close();
    const page = await world().open('?q=nothing-has-this-name');
    await page.getByText('No job matches').first().waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.locator('.row-link').first().waitFor();
    await page.context().close();
  }, 60_000);

  it('outlines a row whose reading is old, and says how old it is', async () => {
    const observedAt = new Date(Date.now() - 31 * 60_000).toISOString();
    const page = await openWith(jobs, (body) => ({
      ...body,
      value: body.value.map((job: Json, index: number) => (index === 0 ? { ...job, freshness: 'stale', observedAt } : job)),
    }));
    expect(await page.locator('li.job.outlined .stale').innerText()).toMatch(/^stale, last read 3[0-2] min ago$/);
    await page.context().close();
  }, 60_000);

  it('tells in the header the age of the oldest fresh reading, and the tenants apart that are not fresh', async () => {
    const oldestStaleReading = new Date(Date.now() - 31 * 60_000).toISOString();
    const page = await openWith(status, (body) => ({ ...body, freshness: { ...body.freshness, stale: 1, oldestStaleReading } }), '', {
      'x-observed-at': oldestStaleReading,
    });
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
    const page = await openWith(jobs, (body) => ({
      ...body,
      value: body.value.map((job: Json, index: number) => ({
        ...job,
        displayName: names[index] ?? job.displayName,
        tenantName: names[index] ?? job.tenantName,
      })),
    }));
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
