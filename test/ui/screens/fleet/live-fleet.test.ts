import { beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { clients } from '../../../../dev/graph/world/clients.ts';
import { until } from '../../../support/worlds/start-world.ts';
import { startLiveFleet } from '../../support/live-fleet.ts';
import { loseAnswers } from '../../support/lose-answers.ts';
import { describeServed } from '../../support/page-world.ts';
import { comesTo, textOf } from '../../support/text-of.ts';

const isSoak = process.env.SOAK === '1';
/** Two intervals and a minute: from then on nothing is fresh any more. */
const freshInMs = 80_000;

describeServed('a fleet that changes while somebody looks, in a browser', startLiveFleet, (world) => {
  beforeAll(() => world().running.tick());

  /** Opens an address in a tab whose clock is moved by hand: nothing has to be waited for. */
  async function open(path = ''): Promise<Page> {
    const page = await world().browser.newPage({ viewport: { width: 1360, height: 900 } });
    await page.clock.install();
    await page.goto(world().page + path);
    await page.locator('main h1').waitFor();
    return page;
  }

  /** Lets the page refresh itself, as it does every ten seconds, until the element is there, or gone. */
  async function comes(page: Page, element: Locator, state: 'visible' | 'hidden' = 'visible', limitInMs?: number): Promise<void> {
    const look = async () => {
      await page.clock.fastForward(10_000);
      return (await element.isVisible()) === (state === 'visible');
    };
    await until(look, `${element} is ${state}`, limitInMs);
  }

  const actedOn = new Set<string>();

  /** A job in quarantine that no test before it acted on: one that was cleared may be on its way, or have to wait. */
  async function untouched(page: Page): Promise<Locator> {
    const jobs = page.locator('li.job', { has: page.locator('.row-mark.critical') }).locator('.row-link');
    await jobs.first().waitFor();
    for (const job of await jobs.all()) {
      const name = await textOf(job);
      if (actedOn.has(name)) continue;
      actedOn.add(name);
      return page.locator('.row-link', { hasText: name });
    }
    throw new Error('each job in quarantine was acted on before');
  }

  /** How often Graph was asked to set a job going again. */
  function posts(): number {
    const { cloud } = world().running;
    const all = cloud.tenantIds.flatMap((tenantId) => cloud.requests(tenantId));
    return all.filter(({ method, path }) => method === 'POST' && path.endsWith('/restart')).length;
  }

  it('shows a tenant whose consent was withdrawn within one tick, and calls none of its jobs healthy', async () => {
    const { cloud, tick, age } = world().running;
    const [tenantId = ''] = cloud.tenantIds;
    const page = await open();
    const healthy = page.locator('a.count', { hasText: 'Healthy' });
    expect(await textOf(healthy)).toMatch(/^3\s/);
    const tenant = cloud.world.tenants.get(tenantId);
    const grants = { ...tenant?.grants };
    delete tenant?.grants[clients.readerClientId];
    await tick();
    const row = page.getByRole('list', { name: 'Tenants that cannot be read' }).getByRole('listitem');
    await comes(page, row);
    expect(await textOf(row)).toMatch(/^Tenant 1\s+whole tenant · its jobs are shown as last read, [\s\S]*cannot be read since/);
    // Its last reading stands as long as it is fresh; then nobody knows.
    if (!isSoak) await age(freshInMs + 5_000, tenantId);
    await comes(page, page.locator('a.count', { hasText: /^\s*3\s+Unknown/ }), 'visible', freshInMs + 60_000);
    expect(await textOf(healthy)).toMatch(/^0\s/);
    expect(await textOf(page.locator('.headline'))).toContain('its jobs are shown as last read, if ever, and may be worse by now');
    await comesTo(() => page.locator('li.job', { hasText: 'tenant1.example' }).locator('.row-mark.healthy').count(), 0);
    if (tenant) Object.assign(tenant.grants, grants);
    await tick();
    await comes(page, row, 'hidden');
    await page.close();
  }, 240_000);

  it('is used with the keyboard alone: to a job, through the dialog with a reason, and back to the row', async () => {
    const page = await open();
    const focused = (): Promise<string> => page.evaluate('document.activeElement.innerText || document.activeElement.tagName');
    const tabTo = async (element: Locator) => {
      for (let presses = 0; presses < 60; presses += 1) {
        if (await element.evaluate((node) => node === node.ownerDocument.activeElement)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${element} cannot be reached; the focus is on ${await focused()}`);
    };
    const jobs = page.locator('.row-link');
    await jobs.first().waitFor();
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const name = await textOf(jobs.nth(1));
    await comesTo(focused, name);
    actedOn.add(name);
    await page.keyboard.press('Enter');
    await page.locator('h1:focus', { hasText: name }).waitFor();
    const dialog = page.getByRole('dialog');
    await tabTo(page.getByRole('button', { name: 'Clear quarantine' }));
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await comesTo(focused, 'Clear quarantine');
    await page.keyboard.press('Enter');
    await tabTo(dialog.getByLabel(/^Reason/));
    await page.keyboard.type('woken at 03:00');
    await tabTo(dialog.getByRole('button', { name: 'Clear quarantine' }));
    const before = posts();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await comes(page, page.locator('.operation h2:focus', { hasText: 'Clear quarantine' }));
    expect(await textOf(page.locator('.operation'))).toContain('“woken at 03:00”');
    await until(() => posts() > before, 'Graph was asked');
    expect(posts()).toBe(before + 1);
    await page.goBack();
    await page.locator('.row-link:focus', { hasText: name }).waitFor();
    await page.close();
  }, 60_000);

  it('is sent once to Graph, a wish that is pressed twice, whose answers are lost and whose page is loaded again', async () => {
    const page = await open();
    await (await untouched(page)).click();
    const before = posts();
    const sent = await loseAnswers(page, '**/clearQuarantine');
    await page.getByRole('button', { name: 'Clear quarantine' }).click();
    const press = page.getByRole('dialog').getByRole('button', { name: 'Clear quarantine' });
    await press.dblclick();
    await page.getByText('Not known whether it arrived. Press again: it cannot act twice.').waitFor();
    await press.click();
    await until(() => sent.times > 2, 'it is sent again');
    expect([sent.times, sent.keys.size]).toEqual([3, 1]);
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.reload();
    await page.locator('.operation').waitFor();
    expect(await page.getByRole('button', { name: 'Clear quarantine' }).count()).toBe(0);
    await until(() => posts() > before, 'Graph was asked');
    expect(posts()).toBe(before + 1);
    await page.close();
  }, 60_000);

  it('tells of a quarantine that was cleared too early that it came back, and when', async () => {
    const { tick } = world().running;
    const page = await open();
    await (await untouched(page)).click();
    await page.getByRole('button', { name: 'Clear quarantine' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Clear quarantine' }).click();
    // Not before it is answered: a clock that runs ahead makes the page read and read.
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const operation = page.locator('.operation');
    await comes(page, operation);
    // The job runs two seconds after it was cleared, and fails as before.
    const look = async () => {
      await tick();
      await page.clock.fastForward(10_000);
      return page.locator('.operation.relapsed').isVisible();
    };
    await until(look, 'the relapse is told');
    expect(await textOf(operation)).toMatch(/Back in quarantine after .+\. The cause is still there\./);
    expect(await operation.getByRole('img').getAttribute('aria-label')).toMatch(/^\d of 3 runs held, then it fell back$/);
    await page.getByRole('button', { name: 'Clear quarantine' }).waitFor();
    await page.close();
  }, 60_000);

  it('is lost while the service does not answer and blind while no tick happens, and says neither any longer than it is so', async () => {
    const { kill, start, age, tick } = world().running;
    await tick();
    const page = await open();
    await page.locator('ol.rows .row-link').first().waitFor();
    const rows = await page.locator('.row-link').allTextContents();
    const [lost, blind] = [page.locator('.banner.lost'), page.locator('.banner.blind')];
    await kill();
    await comes(page, lost);
    expect(await textOf(lost)).toMatch(/^This page has lost the service .+ ago\. What you see is the last answer, not the present\.$/);
    expect(await page.locator('.row-link').allTextContents()).toEqual(rows);
    await comesTo(() => page.locator('link[rel=icon]').getAttribute('href'), expect.stringContaining('unknown'));
    await start({ ticks: false });
    await comes(page, lost, 'hidden');
    expect(await blind.isVisible()).toBe(false);
    // Nobody moves the true time: the soak waits for it.
    if (!isSoak) await age(freshInMs + 5_000);
    await comes(page, blind, 'visible', freshInMs + 60_000);
    expect(await textOf(blind)).toMatch(/^We are blind\. No tenant was read since .+\. Nothing below can be called healthy\./);
    await comes(page, page.locator('a.count', { hasText: /^\s*0\s+Healthy/ }), 'visible', freshInMs);
    await kill();
    await start({ ticks: true });
    await comes(page, blind, 'hidden');
    await page.close();
  }, 300_000);
});
