import { expect, it } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { faultsOf } from '../support/axe.ts';
import { first, type JobKey } from '../support/get.ts';
import { type Json, jobsPath, openWith } from '../support/open-with.ts';
import { describeInBrowser } from '../support/page-world.ts';
import { comesTo } from '../support/text-of.ts';

const jobs = '**/api/v1/jobs?*';
const status = '**/api/v1/status';
const json = (body: string) => ({ contentType: 'application/json', body });
const answering = (body: string) => (route: Route) => route.fulfill(json(body));

describeInBrowser('an answer that the page does not understand, in a browser', (world) => {
  const noteIn = (page: Page) => page.getByRole('heading', { name: 'No answer that can be shown' });
  const lostIn = (page: Page) => page.getByText('This page has lost the service');
  const rowsIn = (page: Page) => page.locator('ol.rows .row-link');
  const again = (page: Page) => page.getByRole('button', { name: 'Try again' });

  it.each([
    ['null', jobs, json('null')],
    ['a list that is none', jobs, json('{"value":null}')],
    ['a number for a list', jobs, json('{"value":7}')],
    ['half an answer', jobs, json('{"value":[')],
    ['a page of somebody else', jobs, { contentType: 'text/html', body: '<html>Sign in</html>' }],
    ['an empty status', status, json('{}')],
    ['a status of something else', status, json('{"tenants":{}}')],
  ])(
    'is told where %s comes, nothing is called lost, and it is shown when it is asked for again',
    async (_, path, answer) => {
      const page = await world().openTab();
      const thrown: string[] = [];
      page.on('pageerror', ({ message }) => thrown.push(message));
      await page.route(path, (route) => route.fulfill(answer));
      await page.goto(world().page);
      await noteIn(page).first().waitFor();
      await page.getByRole('navigation').getByRole('link', { name: 'Monitor' }).waitFor();
      expect(await lostIn(page).count()).toBe(0);
      expect(thrown).toEqual([]);
      await page.unroute(path);
      await again(page).last().click();
      await rowsIn(page).first().waitFor();
      await noteIn(page).first().waitFor({ state: 'detached' });
      await page.close();
    },
    60_000,
  );

  it('takes nothing away that was read before, and is not taken for a new reading of it', async () => {
    const page = await world().open('');
    await rowsIn(page).first().waitFor();
    const rows = await rowsIn(page).count();
    for (const body of ['{}', 'null', '<html>']) {
      await page.route(status, answering(body));
      await page.locator('.freshness').click();
      await noteIn(page).waitFor();
      expect(await rowsIn(page).count()).toBe(rows);
      expect(await lostIn(page).count()).toBe(0);
    }
    const ageNow = async () => Number(/Read (\d+) s/.exec(await page.locator('.freshness').innerText())?.[1]);
    const age = await ageNow();
    await page.locator('.freshness').click();
    await comesTo(async () => (await ageNow()) > age, true);
    await page.close();
  }, 60_000);

  it('costs a list the rows that cannot do without what is missing, and no other', async () => {
    const without = ({ reasons: _, ...job }: Json) => job;
    const page = await openWith(world(), { [jobsPath]: (list) => ({ ...list, value: list.value.map(without) }) });
    await page.getByText('This row cannot be shown.').first().waitFor();
    expect(await rowsIn(page).count()).toBeGreaterThan(3);
    expect(await noteIn(page).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  }, 60_000);

  it('costs a list the row that is nothing, and no other', async () => {
    const page = await openWith(world(), { [jobsPath]: (list) => ({ ...list, value: [null, ...list.value] }) });
    await page.getByText('This row cannot be shown.').waitFor();
    expect(await rowsIn(page).count()).toBeGreaterThan(3);
    expect(await noteIn(page).count()).toBe(0);
    await page.close();
  }, 60_000);

  it.each([
    ['/incidents?all=1', '/api/v1/incidents'],
    ['/tenants', '/api/v1/tenants'],
  ])(
    'leaves what was read of the list at %s where a page behind it is not answered, says why, and reads it when it is asked for again',
    async (address, path) => {
      let isRefused = true;
      const more = `${world().urls.api.replace('/api/v1', path)}?continuation=x`;
      const page = await world().openTab();
      await page.route(
        (url) => url.pathname === path,
        async (route) => {
          if (!route.request().url().includes('continuation')) {
            const { 'if-none-match': _, ...headers } = route.request().headers();
            const response = await route.fetch({ headers });
            return route.fulfill({ response, json: { ...(await response.json()), nextLink: more } });
          }
          return isRefused ? route.fulfill({ status: 500, json: { title: 'No storage' } }) : route.fulfill({ json: { value: [] } });
        },
      );
      await page.goto(`${world().page}${address}`);
      const note = page.getByRole('heading', { name: 'No storage' });
      await note.waitFor();
      const rows = await page.locator('.rows > li').count();
      expect(rows).toBeGreaterThan(0);
      isRefused = false;
      await again(page).click();
      await note.waitFor({ state: 'detached' });
      expect(await page.locator('.rows > li').count()).toBe(rows);
      await page.close();
    },
    60_000,
  );

  it('keeps the records of the audit that are shown where older ones are not answered, says why, and shows them when it is asked again', async () => {
    const answers: [number, object][] = [
      [500, { title: 'No storage' }],
      [200, { value: [] }],
    ];
    const page = await world().openTab();
    await page.route('**/audit?*', async (route) => {
      const { pathname, origin, searchParams } = new URL(route.request().url());
      const record = {
        at: '2026-11-30T06:00:00.000Z',
        action: 'restart',
        phase: 'wish',
        outcome: 'accepted',
        actor: 'x/y',
        requestId: 'r',
      };
      const first = { value: [record], nextLink: `${origin}${pathname}?continuation=x` };
      const [status, body] = searchParams.has('continuation') ? (answers.shift() ?? [500, {}]) : [200, first];
      return route.fulfill({ status, json: body });
    });
    await page.goto(`${world().page}/audit`);
    await page.getByRole('button', { name: 'Show older ones' }).click();
    await page.getByRole('heading', { name: 'No storage' }).waitFor();
    expect(await page.locator('.rows > li').count()).toBe(1);
    await again(page).click();
    await page.getByText('1 record', { exact: true }).waitFor();
    expect(await page.getByRole('heading', { name: 'No storage' }).count()).toBe(0);
    expect(answers).toEqual([]);
    await page.close();
  }, 60_000);

  it('costs a job the cards that it is for, and no other', async () => {
    const { tenantId, servicePrincipalId, jobId } = await first<JobKey>(`${world().urls.api}/jobs?state=Quarantine`);
    const api = `/api/v1/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/${jobId}`;
    const bare = ({ actions: _, advice: __, explanation: ___, ...job }: Json) => job;
    const page = await openWith(world(), { [api]: bare }, { address: `/jobs/${tenantId}/${servicePrincipalId}/${jobId}` });
    await page.locator('.life-card .events li').first().waitFor();
    expect(await noteIn(page).count()).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'Open the incident' }).waitFor();
    expect(await page.locator('main section.card').count()).toBeGreaterThan(2);
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  }, 60_000);

  it('is tried again with each that differs: the note and who stands on it stay meanwhile, and it goes by itself', async () => {
    const page = await world().open('');
    await rowsIn(page).first().waitFor();
    await page.route(jobs, answering('{"value":7}'));
    await page.locator('.freshness').click();
    await again(page).focus();
    const noted = await page.locator('main [role=alert]').elementHandle();
    for (const body of ['{"value":8}', '{"value":7}']) {
      await page.route(jobs, answering(body));
      await Promise.all([page.waitForResponse(jobs), page.evaluate(`document.querySelector('.freshness').click()`)]);
    }
    await comesTo(() => page.locator('.freshness').getAttribute('aria-busy'), 'false');
    expect(await page.evaluate((note) => note?.isConnected && note.contains(document.activeElement), noted)).toBe(true);
    await page.unroute(jobs);
    await page.locator('.freshness').click();
    await rowsIn(page).first().waitFor();
    expect(await noteIn(page).count()).toBe(0);
    await page.close();
  }, 60_000);

  it('is one of many: the service is called lost where no question is answered', async () => {
    const page = await world().open('');
    await page.route(jobs, (route) => route.abort());
    await page.locator('.freshness').click();
    await noteIn(page).waitFor();
    expect(await lostIn(page).count()).toBe(0);
    await page.route('**/api/v1/**', (route) => route.abort());
    await page.locator('.freshness').click();
    await lostIn(page).waitFor();
    await page.close();
  }, 60_000);

  it.each([
    ['a title alone', 403, { title: 'Forbidden here' }, 'Forbidden here'],
    ['a title that is none', 500, { title: 7, detail: 'x' }, 'The service answered 500'],
    ['words of its own', 500, { statusCode: 500, message: 'Internal server error' }, 'The service answered 500'],
  ])(
    'says of a refusal that has %s what is known of it, once, and nothing undefined',
    async (_, code, document, title) => {
      const page = await world().openTab();
      await page.route('**/api/v1/incidents?*', (route) => route.fulfill({ status: code, json: document }));
      await page.goto(`${world().page}/incidents`);
      const note = page.locator('main [role=alert]');
      await page.getByRole('heading', { name: title }).waitFor();
      expect((await note.innerText()).replace(/\s*Try again$/, '').trim()).toBe(title);
      expect(await again(page).count()).toBe(code === 403 ? 0 : 1);
      await page.close();
    },
    60_000,
  );

  it('is told where the tenants could not be read, also where they are read once, and goes with the next reading', async () => {
    const page = await world().openTab();
    const failing = (route: Route) => route.fulfill({ status: 500, json: { title: 'No storage' } });
    const tenants = '**/api/v1/tenants?*';
    const note = page.getByRole('heading', { name: 'No storage' });
    const readIn = {
      audit: page.getByText(/Nothing is written down|^\d+ records?/).first(),
      monitor: page.getByText('is missing in').first(),
    };
    for (const [address, isRead] of Object.entries(readIn)) {
      await page.route(tenants, failing);
      await page.goto(`${world().page}/${address}`);
      await note.waitFor();
      await page.unroute(tenants);
      await page.locator('.freshness').click();
      await isRead.waitFor();
      await note.waitFor({ state: 'detached' });
    }
    await page.close();
  }, 60_000);

  it('stands under the heading of the messages that failed, and leaves a list of them that was read', async () => {
    const poison = '**/api/v1/incidents?condition=poison';
    const page = await world().openTab();
    await page.route(poison, (route) => route.fulfill({ status: 500, json: { title: 'No storage' } }));
    await page.goto(`${world().page}/monitor`);
    const card = page.locator('section.card').filter({ has: page.getByRole('heading', { name: 'Poison messages' }) });
    const note = card.getByRole('heading', { name: 'No storage' });
    await note.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.unroute(poison);
    await page.locator('.freshness').click();
    await card.getByText('None in the last hour').waitFor();
    await page.route(poison, (route) => route.fulfill({ status: 500, json: { title: 'No storage' } }));
    await page.locator('.freshness').click();
    await note.waitFor();
    expect(await card.getByText('None in the last hour').count()).toBe(1);
    await page.close();
  }, 60_000);

  it.each([
    ['who reads', '**/api/v1/me', '{"actor":[],"role":7,"name":{},"actions":{}}', 1],
    ['the fleet', status, '{"tenants":null,"jobs":{"byHealth":null},"freshness":null,"channels":null}', 0],
  ])(
    'about %s leaves in the header the ways to the other screens, the age of what is read, and the menu',
    async (_, path, body, notes) => {
      const page = await world().openTab({ viewport: { width: 320, height: 640 } });
      await page.route(path, answering(body));
      await page.goto(`${world().page}/tenants`);
      await page.locator('main h1').waitFor();
      const header = page.locator('header.bar');
      await header.getByRole('link', { name: 'Monitor' }).waitFor();
      await header.locator('summary').filter({ hasText: /You$/ }).click();
      await header.getByText('Single keys work').waitFor();
      await comesTo(() => header.getByRole('heading', { name: 'No answer that can be shown' }).count(), notes);
      await header.getByRole('button', { name: 'read again' }).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      await page.unroute(path);
      await (notes ? again(page).first() : page.locator('.freshness')).click();
      await comesTo(() => noteIn(page).count(), 0);
      await header.getByText('sees everything').waitFor();
      await page.close();
    },
    60_000,
  );
});
