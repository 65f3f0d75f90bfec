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

  it('says that it is asked to wait, also while another address answers, and shows that the rows are not there yet', async () => {
    const context = await world().browser.newContext();
    const page = await context.newPage();
    await page.route('**/api/v1/jobs?*', (route) => route.fulfill({ status: 429, headers: { 'retry-after': '120' } }));
    await page.goto(world().page);
    await page.getByText(/^Asked to wait (2 min|1 min|\d+ s)/).waitFor();
    await page.locator('main h1').waitFor();
    await page.getByRole('status', { name: 'Loading' }).waitFor();
    await context.close();
  }, 60_000);

  it('shows what a problem without a code says of the jobs', async () => {
    const context = await world().browser.newContext();
    const page = await context.newPage();
    await page.route('**/api/v1/jobs?*', (route) => route.fulfill({ status: 500, json: { title: 'Nothing to read from', status: 500 } }));
    await page.goto(world().page);
    await page.getByRole('heading', { name: 'Nothing to read from' }).waitFor();
    await context.close();
  }, 60_000);

  it('says that the service is lost where a screen cannot be fetched, and shows the screen by itself once it answers again', async () => {
    const page = await world().open('');
    await page.route('**/*', (route) => route.abort());
    await page.locator('.freshness').click();
    await page.getByText('This page has lost the service').waitFor();
    await page.getByRole('link', { name: 'Operations' }).click();
    await page.getByText('The service does not answer. This part comes by itself').waitFor();
    await page.unroute('**/*');
    await page.locator('.freshness').click();
    await page.getByRole('heading', { level: 1, name: /operation|Nothing/i }).waitFor();
    await page.context().close();
  }, 60_000);

  it('lists the tenants of every page, and counts them all in its first sentence', async () => {
    const known = async () => (await (await fetch(`${world().urls.api}/tenants`)).json()) as Json;
    const context = await world().browser.newContext();
    const page = await context.newPage();
    await page.route(
      (url) => url.pathname === '/api/v1/tenants',
      async (route) => {
        const { value } = await known();
        const at = Number(new URL(route.request().url()).searchParams.get('at'));
        const nextLink = at < value.length - 1 ? `${world().urls.api}/tenants?at=${at + 1}` : undefined;
        await route.fulfill({ json: { value: [value[at]], nextLink } });
      },
    );
    const total = (await known()).value.length;
    await page.goto(`${world().page}/tenants`);
    await page.getByText(`${total} tenants.`).waitFor();
    expect(await page.getByRole('list', { name: 'Tenants' }).locator('.row-link').count()).toBe(total);
    await context.close();
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
