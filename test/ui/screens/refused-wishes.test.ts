import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { first } from '../support/get.ts';
import { describeInBrowser } from '../support/page-world.ts';
import { textOf } from '../support/text-of.ts';

interface Told {
  status: number;
  title: string;
  detail: string;
}

const tooOften: Told = { status: 429, title: 'Too many requests of one caller', detail: 'A caller may send 120 requests a minute.' };
const waitInSeconds = 40;
const dayInMs = 86_400_000;

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const giving = (button: string) => async (page: Page) => {
  await page.locator('textarea').fill('AADSTS700016');
  await press(page, button);
};

/** What people send from the page, and where. */
const wishes: Record<string, readonly [path: string, send: (page: Page) => Promise<unknown>]> = {
  'a question about an error': ['/explain', giving('Explain')],
  'a question about the network': ['/connectivity', giving('Diagnose')],
  'a tenant to watch': [
    '/tenants?add=new',
    async (page) => {
      await page.getByLabel(/^Tenant id/).fill('contoso.com');
      await press(page, 'Watch this tenant');
    },
  ],
  'a grant': [
    '/grants',
    async (page) => {
      await press(page, 'Add a grant…');
      await page.getByLabel(/^Tenant id/).fill(['2', '1'].map((digit) => `${digit.repeat(8)}-2222-4222-8222-222222222222`).join('.'));
      await page.getByRole('dialog').getByRole('button', { name: 'Grant' }).click();
    },
  ],
  'that somebody is on it': ['incident', (page) => press(page, 'I’m on it')],
  'an action': [
    'incident',
    async (page) => {
      await press(page, /^Clear quarantine/);
      await page.getByText('This quarantine protects data. I know its cause.').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Clear quarantine' }).click();
    },
  ],
};

describeInBrowser('what people send from the page and the service refuses, in a browser', (world) => {
  async function sendTo(answer: Parameters<Page['route']>[1], wish: string): Promise<Page> {
    const [path, send] = wishes[wish] ?? ['', async () => undefined];
    const { incidentId } = await first<{ incidentId: string }>(`${world().urls.api}/incidents?causeCode=AzureActiveDirectoryForbidden`);
    const page = await world().open(path === 'incident' ? `/incidents/${incidentId}` : path);
    await page.route('**/api/v1/**', (route, request) => (request.method() === 'GET' ? route.continue() : answer(route, request)));
    await send(page);
    return page;
  }

  it.each(Object.keys(wishes))(
    'is told in its words, and until when it is to be waited, where it was asked too often: %s',
    async (wish) => {
      const from = Date.now();
      const headers = { 'retry-after': String(waitInSeconds) };
      const page = await sendTo((route) => route.fulfill({ status: tooOften.status, headers, json: tooOften }), wish);
      const told = page.locator('[role=alert], [id$=fault]', { hasText: tooOften.title }).first();
      await told.waitFor();
      const [, clock] = /A caller may send 120 requests a minute\. Wait until ([\d:]{8}) UTC\./.exec(await textOf(told)) ?? [];
      const wait = (Date.parse(`${new Date(from).toISOString().slice(0, 11)}${clock}Z`) - from + dayInMs) % dayInMs;
      expect(wait).toBeGreaterThan((waitInSeconds - 3) * 1_000);
      expect(wait).toBeLessThan((waitInSeconds + 20) * 1_000);
      await page.close();
    },
    60_000,
  );

  const refusals = [
    { status: 413, title: 'The body is too long', detail: 'It has 6 MiB.' },
    { status: 415, title: 'The body has another media type', detail: 'It is compressed.' },
    { status: 500, title: 'The service failed', detail: 'Nothing was changed.' },
    { status: 503, title: 'A service behind this one cannot be reached', detail: 'The storage is away.' },
  ];
  it('is told in its words, and what was given stays, whatever the reason', async () => {
    const [told] = refusals;
    const answers = [...refusals];
    const page = await sendTo((route) => {
      const problem = answers.shift() ?? told;
      return route.fulfill({ status: problem?.status ?? 500, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    }, 'a question about the network');
    for (const { title, detail } of refusals) {
      await page.getByRole('heading', { name: title }).waitFor();
      await page.getByText(detail).waitFor();
      expect(await page.locator('textarea').inputValue()).toBe('AADSTS700016');
      await press(page, 'Try again');
    }
    expect(await page.getByText('This page has lost the service').count()).toBe(0);
    await page.close();
  }, 60_000);

  it('is not called refused where its answer is lost: nobody knows whether it arrived, and the rest of the page stands', async () => {
    const page = await sendTo((route) => route.abort(), 'that somebody is on it');
    await page.getByText('Not known whether it arrived. Press again: it cannot be done twice.').waitFor();
    expect(await page.getByText('This page has lost the service').count()).toBe(0);
    await page.close();
  }, 60_000);
});
