import { expect, it } from '@jest/globals';
import { askForDeletes } from '../../support/ask-for-deletes.ts';
import { colorSchemes, faultsOf, widths } from '../../support/axe.ts';
import { get } from '../../support/get.ts';
import { type Json, jobsPath, openWith, statusPath } from '../../support/open-with.ts';
import { describeInBrowser, type PageWorld } from '../../support/page-world.ts';
import { comesTo, textOf } from '../../support/text-of.ts';

/** Gives three people a grant. */
async function grantThree({ urls: { api } }: PageWorld): Promise<void> {
  for (const digit of [1, 2, 3]) {
    const id = `22222222-2222-4222-8222-222222222222.11111111-1111-4111-8111-11111111111${digit}`;
    const body = JSON.stringify({ displayName: `Person ${digit}`, scopes: [] });
    const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body };
    expect((await fetch(`${api}/grants/${id}`, init)).ok).toBe(true);
  }
}

describeInBrowser('the fleet, in a browser', (world) => {
  it('says first how many jobs are in quarantine and when the first is switched off', async () => {
    const page = await world().open('');
    const heading = await textOf(page.locator('h1'));
    const { jobs } = (await (await fetch(`${world().urls.api}/status`)).json()) as { jobs: { byState: Record<string, number> } };
    expect(heading).toMatch(new RegExp(`^${jobs.byState.Quarantine} jobs in quarantine\\. The first is switched off in \\d+ days?\\.$`));
    await comesTo(() => page.title(), `(${jobs.byState.Quarantine}) Fleet · Sync Status`);
    expect(world().complaints(page)).toEqual([]);
    await page.close();
  });

  it('shows what a search leaves, and says in the address what was searched', async () => {
    const page = await world().open('');
    await page.keyboard.press('/');
    await page.keyboard.type('MERCATOR agents');
    await page.waitForURL(/q=MERCATOR\+agents/);
    const rows = page.locator('ol.rows li.job:visible .row-link');
    await comesTo(() => rows.allTextContents(), ['plants.mercator.example']);
    await page.reload();
    await page.locator('h1').waitFor();
    await comesTo(() => rows.allTextContents(), ['plants.mercator.example']);
    await page.close();
  });

  it.each(['', '/catalogue'])(
    'loses no letter that is typed while the address takes up those before it, at “%s”',
    async (address) => {
      const page = await world().open(address);
      const box = page.locator('input[type=search]');
      await box.waitFor();
      await page.evaluate(() => {
        const write = history.replaceState.bind(history);
        history.replaceState = (...args: Parameters<typeof write>) => {
          write(...args);
          const input = document.querySelector<HTMLInputElement>('input[type=search]');
          if (input?.value !== 'zen') return;
          input.value = 'zend';
          input.dispatchEvent(new Event('input', { bubbles: true }));
        };
      });
      await box.pressSequentially('zen');
      await page.waitForURL(/q=zend$/);
      expect(await box.inputValue()).toBe('zend');
      await page.close();
    },
    60_000,
  );

  it.each([
    ['', 'zendesk', 'Zendesk'],
    ['?by=tenant', 'zendesk', 'Northlight'],
  ])(
    'is searched by keys alone, at “%s”: Enter goes to the first match, Escape leaves the search as it is, and j goes on from there',
    async (address, text, first) => {
      const page = await world().open(address);
      const focused = () => page.evaluate('document.activeElement.innerText');
      await page.locator('input[type=search]').waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await comesTo(focused, expect.stringContaining(first));
      await page.keyboard.press('/');
      await page.keyboard.press('Escape');
      expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
      expect(await page.locator('input[type=search]').inputValue()).toBe(text);
      // Nothing else is walked to: the one match is the last too.
      for (const key of ['j', 'j']) {
        await page.keyboard.press(key);
        expect(await focused()).toContain(first);
      }
      await page.close();
    },
    60_000,
  );

  it('goes to no row when Enter found nothing and the search is changed after it', async () => {
    const page = await world().open('');
    await page.locator('.row-link').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('qqqq');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'No job matches' }).waitFor();
    await page.locator('input[type=search]').fill('zendesk');
    await page.locator('.row-link:visible', { hasText: 'Zendesk' }).waitFor();
    expect(await page.evaluate('document.activeElement.type')).toBe('search');
    await page.close();
  }, 60_000);

  it('calls no tenant healthy that cannot be read, though what was read before is fresh still, and says how many jobs of each are bad', async () => {
    const { value } = (await (await fetch(`${world().urls.api}/jobGroups?by=tenant`)).json()) as {
      value: { key: string; title: string; health: string; byHealth: { critical: number } }[];
    };
    const [worst, calm] = [value[0], value.find(({ health }) => health === 'healthy')];
    const unread = (status: Json) => {
      const [one] = status.tenants.unreadable;
      return { ...status, tenants: { ...status.tenants, unreadable: [one, { ...one, tenantId: calm?.key, displayName: calm?.title }] } };
    };
    const page = await openWith(world(), { [statusPath]: unread }, { address: '?by=tenant' });
    const row = page.locator('.groups summary', { hasText: calm?.title ?? '' });
    expect(await row.locator('.row-mark').getAttribute('aria-label')).toBe('Unknown');
    expect(await textOf(row)).toContain('as last read: the tenant cannot be read now');
    expect(await textOf(page.locator('.groups summary').first())).toContain(`${worst?.byHealth.critical} critical`);
    expect(await page.locator('.groups summary .row-mark.healthy').count()).toBe(0);
    await page.close();
  }, 60_000);

  it('tells of many tenants that cannot be read for one thing in one line, so that the jobs stay in reach, and under a search of the others', async () => {
    const many = (status: Json) => {
      const [one] = status.tenants.unreadable;
      const alike = Array.from({ length: 300 }, (_, index) => ({ ...one, tenantId: `t${index}`, displayName: `Shop ${index}` }));
      return { ...status, tenants: { ...status.tenants, unreadable: [one, ...alike] } };
    };
    const page = await openWith(world(), { [statusPath]: many });
    const lines = page.locator('.unread > li');
    await comesTo(() => lines.count(), 1);
    expect(await textOf(lines)).toMatch(/^301 tenants[\s\S]*look upstream first/);
    expect(await lines.locator('.row-link').getAttribute('href')).toMatch(/\/tenants$/);
    await page.locator('input[type=search]').fill('shop 299');
    await comesTo(() => lines.allInnerTexts(), [expect.stringMatching(/^Shop 299\n/), '300 other tenants cannot be read']);
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  }, 60_000);

  it('leads from its first screen to every open incident that no job has, and says so of its tenant', async () => {
    const { value } = await get<{ value: { incidentId: string; tenantId: string; scope: { kind: string } }[] }>(
      `${world().urls.api}/incidents?pageSize=1000`,
    );
    const own = value.filter(({ scope }) => scope.kind !== 'job');
    expect(own.length).toBeGreaterThan(2);
    const page = await world().open('');
    await page.getByRole('link', { name: `${value.length} open incidents` }).waitFor();
    for (const { incidentId } of own) await page.locator(`.row-link[href$="/incidents/${incidentId}"]`).waitFor();
    await page.locator('input[type=search]').fill('mercator hashes');
    await page
      .getByRole('list', { name: /^Open incidents of tenants/ })
      .getByText('Password hashes behind')
      .waitFor();
    await comesTo(() => page.locator('.beyond > li').count(), 1);
    await page.getByRole('link', { name: 'Tenants' }).click();
    await page.getByRole('link', { name: 'Password hashes behind' }).click();
    await page.locator('.incident-bar').waitFor();
    await page.close();
  }, 60_000);

  it('says in the row of a job until when its incident is snoozed, whoever is on it, and no longer than that', async () => {
    const until = (inMs: number) => new Date(Date.now() + inMs).toISOString();
    const incidents = [
      { snoozedUntil: until(3_600_000) },
      { snoozedUntil: until(3_600_000), acknowledgedBy: 'x/y', acknowledgedByName: 'Ada' },
      { snoozedUntil: until(-60_000) },
    ];
    const snoozed = (list: Json) => ({
      ...list,
      value: list.value.map((job: Json, index: number) =>
        index < incidents.length ? { ...job, incidentId: 'i', incident: { id: 'i', ...incidents[index] } } : job,
      ),
    });
    const page = await openWith(world(), { [jobsPath]: snoozed });
    const said = async () => {
      const rows = await page.locator('ol.rows').first().locator('.on-it').allInnerTexts();
      return rows.slice(0, 3).map((text) => text.replaceAll(/\s+/g, ' '));
    };
    // The year stands there where it is the next one.
    await comesTo(said, [
      expect.stringMatching(/^nobody yet, snoozed until \d+ \w{3}( \d{4})?, \d\d:\d\d UTC$/),
      expect.stringMatching(/^Ada snoozed until \d+ \w{3}( \d{4})?, \d\d:\d\d UTC$/),
      'nobody yet',
    ]);
    await page.close();
  }, 60_000);

  it.each(colorSchemes)(
    'has no fault that can be found by machine, %s and at three widths',
    async (colorScheme) => {
      for (const width of widths) {
        const page = await world().open('', { colorScheme, viewport: { width, height: 800 } });
        expect([width, await faultsOf(page)]).toEqual([width, []]);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect([width, overflow]).toEqual([width, 0]);
        const cutOff = await page.evaluate(
          `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.segments'))`,
        );
        expect([width, cutOff]).toEqual([width, 0]);
        await page.close();
      }
    },
    60_000,
  );

  it('walks every row with something to open by j and back by k, on each screen that has rows, and Back leads to the row again', async () => {
    await askForDeletes(world());
    await grantThree(world());
    for (const address of ['/grants', '/audit?tenantId=_service', '/tenants', '/incidents', '/catalogue', '?by=cause', '/operations']) {
      const page = await world().open(address);
      const rows = page.locator('.rows > li:not(.rest):has(a, summary, button):visible');
      await rows.first().waitFor();
      const last = (await rows.count()) - 1;
      let place = -1;
      for (const key of 'jjjkk') {
        await page.keyboard.press(key);
        place = Math.min(Math.max(place + (key === 'j' ? 1 : -1), 0), last);
        const isThere = await rows.nth(place).evaluate((row) => row.contains(row.ownerDocument.activeElement));
        expect([address, key, place, isThere]).toEqual([address, key, place, true]);
      }
      if (address === '/operations') {
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/jobs\//);
        await page.locator('h1:focus').waitFor();
        await page.goBack();
        await rows.nth(place).locator('a:focus').waitFor();
      }
      await page.close();
    }
  }, 60_000);

  it('goes on by j and k from the row in which something has the focus, and passes the closed line of the healthy', async () => {
    const page = await world().open('');
    const rows = page.locator('.rows:not(.calm *) > li:not(.rest)');
    const isIn = (place: number) => rows.nth(place).evaluate((row) => row.contains(row.ownerDocument.activeElement));
    await rows.first().waitFor();
    const last = (await rows.count()) - 1;
    await page.keyboard.press('k');
    expect(await isIn(last)).toBe(true);
    await page.keyboard.press('j');
    expect(await isIn(last)).toBe(true);
    await page.locator('.calm summary').click();
    await page.keyboard.press('k');
    await comesTo(() => page.evaluate(`document.querySelector('.calm .rows > li:last-child').contains(document.activeElement)`), true);
    await grantThree(world());
    await page.goto(`${world().page}/grants`);
    await page.locator('.rows > li').nth(1).waitFor();
    for (const [key, place] of [
      ['j', 2],
      ['k', 0],
    ] as const) {
      await page.locator('.rows > li').nth(1).getByRole('button').last().focus();
      await page.keyboard.press(key);
      const isThere = await page
        .locator('.rows > li')
        .nth(place)
        .evaluate((row) => row.contains(row.ownerDocument.activeElement));
      expect([key, isThere]).toEqual([key, true]);
    }
    await page.close();
  }, 60_000);

  it('leads Back to the row that was left, where two rows lead to the same place', async () => {
    await askForDeletes(world());
    const twice = (list: Json) => ({
      ...list,
      value: list.value.flatMap((one: Json) => [one, { ...one, operationId: `${one.operationId}b` }]),
    });
    const page = await openWith(world(), { '/api/v1/operations': twice }, { address: '/operations' });
    const rows = page.locator('.rows a[href*="/jobs/"]');
    for (const place of [1, 0]) {
      await rows.nth(place).click();
      await page.locator('h1:focus').waitFor();
      await page.goBack();
      await page.waitForURL(/operations$/);
      await rows.nth(place).and(page.locator(':focus')).waitFor();
    }
    await page.close();
  }, 60_000);

  it('puts the focus on the title where Forward leads, and where Back finds the row no more', async () => {
    const page = await world().open('');
    const row = page.locator('.row-link', { hasText: 'plants.mercator.example' });
    await row.click();
    await page.locator('h1:focus').waitFor();
    await page.goBack();
    await row.and(page.locator(':focus')).waitFor();
    await page.goForward();
    await page.locator('.head h1:focus').waitFor();
    await page.route(`**${jobsPath}?*`, (route) => route.fulfill({ json: { value: [] } }));
    await page.goBack();
    await page.locator('.headline h1:focus').waitFor();
    expect(await row.count()).toBe(0);
    await page.close();
  }, 60_000);
});
