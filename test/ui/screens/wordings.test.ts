import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../../support/worlds/start-world.ts';
import { faultsOf } from '../support/axe.ts';
import { type Changes, type Json, jobsPath, openWith, statusPath } from '../support/open-with.ts';
import { describeInBrowser, type PageWorld } from '../support/page-world.ts';
import { textOf } from '../support/text-of.ts';

const isSoak = process.env.SOAK === '1';

interface State {
  address?: string;
  /** How the answers differ from those of the demo. */
  changes?: Changes;
  /** What happens once it is shown. */
  happens?: (page: Page) => Promise<unknown>;
  /** What is said. */
  said: RegExp;
  /** What is so besides. */
  besides?: (page: Page) => Promise<unknown>;
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const firstJob = (change: object) => (body: Json) => ({
  ...body,
  value: body.value.map((job: Json, index: number) => (index === 0 ? { ...job, ...change } : job)),
});
const nothing = (body: Json) => ({ ...body, value: [] });
const noJobs = (body: Json, tenants: number) => ({
  ...body,
  tenants: { ...body.tenants, total: tenants, unreadable: [] },
  jobs: { total: 0, byState: {}, byHealth: {}, byWhoMustAct: {} },
});
/** From now on every answer is this one, and the page asks. */
const answered = (status: number, headers: Record<string, string>, body: object | string, path: string) => async (page: Page) => {
  await page.route(path, (route) => route.fulfill({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }));
  await page.locator('.freshness').click();
};
const problem = { title: 'The storage cannot be read', status: 500, detail: 'Look at the log.', requestId: 'the-request', code: 'X' };
const problemHeaders = { 'content-type': 'application/problem+json' };
const hasRows = (page: Page) => page.locator('ol.rows .row-link').first().waitFor();

const states: Readonly<Record<string, State>> = {
  'that no tenant is watched, and where the first is added': {
    changes: { [statusPath]: (body) => noJobs(body, 0), [jobsPath]: nothing },
    said: /Nothing is watched yet\. Add the first tenant\./,
    besides: (page) =>
      page
        .getByRole('link', { name: 'Add the first tenant' })
        .click()
        .then(() => page.locator('.wizard form').waitFor()),
  },
  'that what is watched has no jobs, and when that was read': {
    changes: { [statusPath]: (body) => noJobs(body, 1), [jobsPath]: nothing },
    said: /Read \d+ s ago; 1 tenant has no synchronization jobs that could be read\./,
  },
  'that a filter leaves nothing': {
    address: '?q=nothing-has-this-name',
    said: /No job matches\s+Clear the filter/,
    besides: async (page) => {
      await page.getByRole('button', { name: 'Clear the filter' }).click();
      await page.locator('.row-link').first().waitFor();
    },
  },
  'that a reading is old': {
    changes: { [jobsPath]: firstJob({ freshness: 'stale', observedAt: minutesAgo(31) }) },
    said: /stale, last read 3[0-2] min ago/,
    besides: async (page) => expect(await page.locator('li.job.outlined .stale').count()).toBe(1),
  },
  'of what was so when it was first seen that it is so for at least as long': {
    changes: { [jobsPath]: firstJob({ sinceSource: 'firstSeen', since: minutesAgo(193), quarantine: undefined }) },
    said: /for at least 3 h 1[2-4] min/,
  },
  'that the service is blind': {
    changes: {
      [statusPath]: (body) => ({
        ...body,
        ...{ monitor: 'blind', monitorReason: 'No tick since an hour.', monitorSince: minutesAgo(60) },
        jobs: { ...body.jobs, byState: {}, byHealth: { critical: 0, unknown: 0, warning: 0, healthy: 9 } },
      }),
    },
    said: /We are blind\. No tenant was read since .* UTC\. Nothing below can be called healthy\.\s+No tick since an hour\. Check that/,
    besides: async (page) => expect(await textOf(page.locator('h1'))).toBe('Nothing can be said of any job.'),
  },
  'that this page has lost the service': {
    happens: async (page) => {
      await page.route('**/api/v1/**', (route) => route.abort());
      await page.locator('.freshness').click();
    },
    said: /This page has lost the service .+ ago\. What you see is the last answer, not the present\./,
    besides: hasRows,
  },
  'the title, the detail and the request of what failed': {
    happens: answered(500, problemHeaders, problem, '**/api/v1/jobs?*'),
    said: /The storage cannot be read\s+Look at the log\.\s+Try again\s+Request\s+the-request/,
    besides: hasRows,
  },
  'that the sign-in has ended, and when': {
    happens: answered(401, {}, '', '**/api/v1/**'),
    said: /Your sign-in ended at .+ UTC\. What is shown is what was read before\.\s+Sign in again/,
    besides: hasRows,
  },
  'how long the service asked to wait': {
    happens: answered(429, { 'retry-after': '40' }, '', '**/api/v1/**'),
    said: /Asked to wait \d+ s/,
    besides: hasRows,
  },
};

function openState(world: PageWorld, { changes = {}, address = '' }: State): Promise<Page> {
  return openWith(world, changes, { address });
}

/** How often the text of the whole page says it. */
async function timesSaid(page: Page, said: RegExp): Promise<number> {
  return [...(await textOf(page.locator('body'))).matchAll(new RegExp(said, 'g'))].length;
}

describeInBrowser('what the page says of a state, in a browser', (world) => {
  it.each(Object.keys(states))(
    'is said once: %s',
    async (name) => {
      const state = states[name];
      if (state === undefined) throw new Error('There is no such state.');
      const page = await openState(world(), state);
      await state.happens?.(page);
      await until(async () => (await timesSaid(page, state.said)) > 0, `the page says ${state.said}`);
      expect([name, await timesSaid(page, state.said)]).toEqual([name, 1]);
      if (isSoak) expect(await faultsOf(page)).toEqual([]);
      await state.besides?.(page);
      await page.close();
    },
    60_000,
  );

  it('is said once: why somebody may only read, beside the actions that they may not do', async () => {
    const incidents = await fetch(`${world().urls.api}/incidents?condition=quarantine`);
    const [incident] = ((await incidents.json()) as { value: { incidentId: string }[] }).value;
    const toReader = (me: Json) => ({ ...me, role: 'Reader', actions: me.actions.filter((action: string) => /^read/.test(action)) });
    const page = await openWith(world(), { '/api/v1/me': toReader }, { address: `/incidents/${incident?.incidentId}` });
    await page.getByText('You may read, not act. Needed: Operator.').waitFor();
    expect(await timesSaid(page, /You may read, not act\. Needed: Operator\./)).toBe(1);
    expect(await page.getByRole('button', { name: 'I’m on it' }).getAttribute('aria-disabled')).toBe('true');
    await page.close();
  }, 60_000);

  it('is nothing but that it is on its way, as long as nothing has come', async () => {
    const page = await world().openTab();
    await page.route('**/api/v1/**', () => undefined);
    await page.goto(world().page);
    const heading = page.getByRole('heading', { level: 1, name: 'Loading' });
    await heading.waitFor();
    expect(await heading.count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.locator('main').innerText()).toBe('');
    await page.close();
  }, 60_000);
});
