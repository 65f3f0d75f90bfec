import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf } from './support/axe.ts';
import { describeInBrowser } from './support/page-world.ts';
import { tooSmall } from './support/targets.ts';
import { comesToSay, textOf } from './support/text-of.ts';

/** What a shut button leads to as its description; undefined of one that can be pressed. */
async function whyShut(page: Page, name: string): Promise<string | undefined> {
  const button = page.getByRole('button', { name }).first();
  await button.waitFor();
  if ((await button.getAttribute('aria-disabled')) !== 'true') return undefined;
  return textOf(page.locator(`[id="${await button.getAttribute('aria-describedby')}"]`));
}

const search = '?health=critical&q=mercator';

describeInBrowser(
  'the page, where people have to sign in',
  (world) => {
    async function signIn(name: string): Promise<Page> {
      const context = await world().browser.newContext({ viewport: { width: 1360, height: 900 }, ignoreHTTPSErrors: true });
      const page = await context.newPage();
      await page.clock.install();
      await page.goto(world().page + search);
      await page.getByText(name).click();
      await page.locator('main h1', { hasText: 'in quarantine' }).waitFor();
      return page;
    }

    async function openAs(name: string, path: string): Promise<Page> {
      const context = await world().browser.newContext({ viewport: { width: 1360, height: 900 }, ignoreHTTPSErrors: true });
      const page = await context.newPage();
      await page.goto(world().page + path);
      await page.getByText(name).click();
      await page.locator('main h1').waitFor();
      return page;
    }

    it('leads to the sign-in and back to the address that was wanted, and keeps the token out of every store', async () => {
      const page = await signIn('Oscar Operator');
      expect(page.url()).toBe(world().page + search);
      await comesToSay(page.locator('.menu summary'), /Oscar Operator/);
      expect(await page.evaluate('JSON.stringify({ ...localStorage })')).toBe('{}');
      expect(await page.evaluate('Object.keys(sessionStorage).join()')).toBe('refresh');
      expect(await page.evaluate('JSON.stringify({ ...sessionStorage }) + document.cookie + location.href')).not.toMatch(/eyJ|code=/);
      await page.context().close();
    }, 60_000);

    it('renews what has expired without asking anybody, and says since when that is no longer possible', async () => {
      const page = await signIn('Rita Reader');
      await page.locator('ol.rows .row-link:visible').first().waitFor();
      const renewed = page.waitForResponse((response) => response.url().endsWith('/oauth2/v2.0/token'));
      await page.clock.fastForward('02:00:00');
      expect((await renewed).status()).toBe(200);
      await page.evaluate('sessionStorage.clear()');
      await page.clock.fastForward('02:00:00');
      await page.getByText(/^Your sign-in ended at /).waitFor();
      expect(await page.locator('li.job:visible').count()).toBeGreaterThan(0);
      await page.getByRole('button', { name: 'Sign in again' }).click();
      await page.getByText('Rita Reader').click();
      await page.locator('main h1', { hasText: 'in quarantine' }).waitFor();
      expect(page.url()).toBe(world().page + search);
      await page.context().close();
    }, 60_000);

    it('shows a Reader every action, and once for all of them why they are not theirs', async () => {
      const page = await signIn('Rita Reader');
      await page.locator('ol.rows .row-link:visible').first().click();
      await page.locator('.incident-bar').waitFor();
      await comesToSay(page.locator('.incident-bar'), /You may read, not act\. Needed: Operator\./);
      await page.locator('.act').getByText('needs the role Operator').waitFor();
      const buttons = page.locator('.incident-bar button, .act .actions button, .act .advised button');
      expect(await buttons.count()).toBeGreaterThan(4);
      for (const button of await buttons.all()) expect(await button.getAttribute('aria-disabled')).toBe('true');
      await page.getByRole('button', { name: 'I’m on it' }).click({ force: true });
      expect(await page.getByText('Nobody is on it yet.').count()).toBe(1);
      expect((await textOf(page.locator('.act'))).match(/needs the role Operator/g)).toHaveLength(1);
      const why = await page.locator('.act .actions button').last().getAttribute('aria-describedby');
      expect(await textOf(page.locator(`#${why?.split(' ')[0]}`))).toContain('needs the role Operator');
      await page.context().close();
    }, 60_000);

    it('shows an Operator what only an Admin may forget, and why it stays shut', async () => {
      const page = await signIn('Oscar Operator');
      await page.locator('ol.rows .row-link:visible').first().click();
      await page.getByRole('button', { name: 'Restart…' }).click();
      const dialog = page.getByRole('dialog');
      const everything = dialog.locator('label', { hasText: 'Forget everything' });
      expect(await textOf(everything)).toContain('Admin');
      await everything.click();
      const send = dialog.getByRole('button', { name: /^Restart: forget everything/ });
      expect(await send.getAttribute('aria-disabled')).toBe('true');
      await dialog.getByText('Lift the quarantine only').click();
      expect(await dialog.getByRole('button', { name: /^Restart: lift the quarantine/ }).getAttribute('aria-disabled')).toBe('false');
      await page.context().close();
    }, 60_000);

    it('lets a second administrator approve what the first asked for, and tells a Reader why neither that nor the audit is theirs', async () => {
      const { api, tokens } = world().urls;
      const headers = { authorization: `Bearer ${tokens?.admin}`, 'content-type': 'application/json' };
      const list = await fetch(`${api}/jobs?state=Active&kind=cloudSyncUsers`, { headers });
      const { value } = (await list.json()) as { value: { jobId: string; links: { self: string } }[] };
      const counted = await fetch(`${value[0]?.links.self}/stagedDeletes`, { headers });
      const { stagedDeletes } = (await counted.json()) as { stagedDeletes: number };
      const asked = await fetch(`${value[0]?.links.self}/restart`, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify({ resetScope: ['ForceDeletes'], confirm: value[0]?.jobId, stagedDeletes }),
      });
      expect(asked.status).toBe(202);

      const reader = await openAs('Rita Reader', '/operations');
      await reader.getByText('You may read, not act. Needed: Admin.').waitFor();
      expect(await whyShut(reader, 'Approve…')).toContain('Needed: Admin.');
      expect(await textOf(reader.getByRole('navigation'))).not.toMatch(/Audit|Grants/);
      await reader.goto(`${world().page}/grants`);
      await reader.getByRole('alert').waitFor();
      expect(await textOf(reader.getByRole('alert'))).toContain('Admin');
      await reader.context().close();

      const second = await openAs('Alan Admin', '/operations');
      await second.getByRole('button', { name: 'Approve…' }).click();
      await second.getByText(`${stagedDeletes} objects will be deleted.`).waitFor();
      expect(await faultsOf(second)).toEqual([]);
      expect(await tooSmall(second, 24)).toEqual([]);
      await second.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
      await second.getByRole('button', { name: 'Approve…' }).waitFor({ state: 'detached' });
      await second.locator('.rows > li').first().getByText('Decided by').waitFor();
      await second.context().close();
    }, 90_000);

    it('shuts what a grant leaves out in one tenant, with the reason of the service, and leaves the same open in another', async () => {
      const { api, tokens } = world().urls;
      const asked = async (who: string | undefined, path: string, body?: object) => {
        const headers = { authorization: `Bearer ${who}`, 'content-type': 'application/json' };
        const answer = await fetch(`${api}${path}`, { headers, ...(body && { method: 'PUT', body: JSON.stringify(body) }) });
        // biome-ignore lint/suspicious/noExplicitAny: answers of several shapes.
        return (await answer.json()) as any;
      };
      const { value } = await asked(tokens?.admin, '/incidents?condition=quarantine');
      const [looked] = value;
      const held = value.find(({ tenantId }: { tenantId: string }) => tenantId !== looked.tenantId);
      const scopes = [{ tenantId: looked.tenantId, cap: 'Reader' }, { tenantId: held.tenantId }];
      const { actor } = await asked(tokens?.operator, '/me');
      await asked(tokens?.admin, `/grants/${actor.replace('/', '.')}`, { scopes });
      const page = await openAs('Oscar Operator', `/incidents/${looked.incidentId}`);
      await page.getByText('the grant of the caller permits less').first().waitFor({ timeout: 45_000 });
      for (const name of ['I’m on it', 'Snooze…']) expect(await whyShut(page, name)).toContain('This needs the role Operator here');
      await page.getByRole('button', { name: 'Snooze…' }).click({ force: true });
      expect(await page.getByRole('dialog').count()).toBe(0);
      await page.goto(`${world().page}/incidents/${held.incidentId}`);
      expect(await whyShut(page, 'Snooze…')).toBeUndefined();
      for (const [path, name] of [
        [`/tenants/${held.tenantId}`, 'Name and tags…'],
        ['/tenants?add=new', 'Watch this tenant'],
      ] as const) {
        await page.goto(world().page + path);
        await page.getByText('Needed: Admin.').first().waitFor();
        expect(await whyShut(page, name)).toContain('You may read, not act. Needed: Admin.');
      }
      await page.context().close();
    }, 120_000);

    it('tells who has no role so, by their name and in the words of the service, and shows them nothing else of any screen', async () => {
      const page = await openAs('Nils Norole', '');
      await comesToSay(page.locator('.menu summary'), /Nils Norole/);
      for (const path of ['', '/explain', '/connectivity', '/catalogue', '/operations', '/audit', '/monitor']) {
        await page.goto(world().page + path);
        await page.locator('h1', { hasText: 'Your role does not permit this' }).waitFor();
        expect(await textOf(page.locator('main'))).toMatch(
          /^Your role does not permit this\s+You have no role in this service; the least is Reader\.\s+Request \S+ copy$/,
        );
      }
      await page.context().close();
    }, 60_000);

    it('shows a Reader of the audit the refusal alone', async () => {
      const page = await openAs('Rita Reader', '/audit');
      await page.locator('h1', { hasText: 'Your role does not permit this' }).waitFor();
      expect(await page.locator('main').locator('select, input').count()).toBe(0);
      await page.context().close();
    }, 60_000);
  },
  ['--auth'],
);
