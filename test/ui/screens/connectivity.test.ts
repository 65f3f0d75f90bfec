import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { logForms } from '../../support/proxy-logs/forms.ts';
import { referenceRequests } from '../../support/proxy-logs/request.ts';
import { runMarker } from '../../support/witness/marker.ts';
import { observe, shiftOf } from '../support/first-load.ts';
import { keptBy, requestsWithMarker } from '../support/marked-text.ts';
import { describeInBrowser } from '../support/page-world.ts';
import { comesTo, textOf } from '../support/text-of.ts';

const refusedAt = 'adminwebservice.microsoftonline.com';
const requests = referenceRequests('connect');
const [write] = Object.values(logForms);
const log = write?.(requests.map((request) => (request.host === refusedAt ? { ...request, status: 407 } : request))) ?? '';

async function diagnose(page: Page, text: string): Promise<string> {
  await page.locator('textarea').fill(text);
  await page.getByRole('button', { name: 'Diagnose' }).click();
  await page.locator('.verdict').waitFor();
  return textOf(page.locator('.verdict'));
}

/** Counts from now on the milliseconds that the thread of a tab works; what others run at the time does not count. */
async function threadTimeOfTab(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  // https://chromedevtools.github.io/devtools-protocol/tot/Performance
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const workedInMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const before = await workedInMs();
  return async () => (await workedInMs()) - before;
}

describeInBrowser('the network, in a browser', (world) => {
  it('says of a log which host is refused, marks its lines by a word, and names the rule with its source', async () => {
    const page = await world().open('/connectivity');
    expect(await diagnose(page, log)).toContain(`${refusedAt} is refused.`);
    const lines = page.locator('.log li.refused');
    expect(await lines.count()).toBe(requests.filter(({ host }) => host === refusedAt).length);
    expect(await textOf(lines.first())).toMatch(/407[\s\S]*refused$/);
    const rule = page.locator('.rule').first();
    expect(await textOf(rule)).toMatch(/Rule proxy-wants-sign-in, documented by its source: tshoot-connect-connectivity/);
    expect(await rule.locator('a').first().getAttribute('href')).toMatch(/^https:\/\/learn\.microsoft\.com\//);
    await page.locator('.verdict:focus').waitFor();
    expect(world().complaints(page)).toEqual([]);
    await page.close();
  }, 60_000);

  it('copies rules for a firewall which, given back as a list, lack nothing', async () => {
    const page = await world().open('/connectivity?product=cloud-sync');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy firewall rules' }).click();
    await page.getByText('Copied the firewall rules').waitFor();
    const rules = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(rules).toMatch(/^allow outbound tcp \S+:443$/m);
    expect(await diagnose(page, rules)).toContain('The list opens all that the cloud sync agent needs.');
    await diagnose(page, rules.split('\n').slice(0, 3).join('\n'));
    await page.getByText(/^The list does not open \d+ addresses that the cloud sync agent needs\.$/).waitFor();
    await page.close();
  }, 60_000);

  it('takes what was judged for one product away while the other is chosen', async () => {
    const page = await world().open('/connectivity');
    await diagnose(page, log);
    await page.getByRole('link', { name: 'Cloud sync agent' }).click();
    await page.locator('.verdict').waitFor({ state: 'detached' });
    expect(await page.locator('textarea').inputValue()).toBe(log.replaceAll('\r\n', '\n'));
    expect(await diagnose(page, log)).not.toBe('');
    await page.getByText('Judged by what the cloud sync agent needs.').waitFor();
    await page.close();
  }, 60_000);

  it('says that what was judged is of the earlier text while the field holds another, and no longer than that', async () => {
    const page = await world().open('/connectivity');
    await diagnose(page, log);
    const earlier = page.locator('.verdict + .quiet').getByText('Of the earlier text: it was changed since.');
    expect(await earlier.count()).toBe(0);
    await page.locator('textarea').press('Control+End');
    await page.keyboard.type('x');
    await earlier.waitFor();
    expect(await page.locator('.verdict').count()).toBe(1);
    await page.keyboard.press('Backspace');
    await earlier.waitFor({ state: 'detached' });
    await diagnose(page, `${log}x`);
    await comesTo(() => earlier.count(), 0);
    await page.close();
  }, 60_000);

  it('is walked by j and k through the lines of each list of hosts', async () => {
    const page = await world().open('/connectivity');
    await diagnose(page, log);
    const rows = page.locator('.found li:has(a, summary, button):visible');
    await rows.first().waitFor();
    const last = (await rows.count()) - 1;
    let place = -1;
    for (const key of 'jjk') {
      await page.keyboard.press(key);
      place = Math.min(Math.max(place + (key === 'j' ? 1 : -1), 0), last);
      expect(await rows.nth(place).evaluate((row) => row.contains(row.ownerDocument.activeElement))).toBe(true);
    }
    await page.close();
  }, 60_000);

  it('gives the script as it is documented', async () => {
    const page = await world().open('/connectivity');
    const href = await page.getByRole('link', { name: 'Download check-connectivity.ps1' }).getAttribute('href');
    const script = await fetch(new URL(String(href), world().page));
    expect(script.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await script.text()).toBe(readFileSync('docs/check-connectivity.ps1', 'utf8'));
    await page.close();
  }, 60_000);

  it('takes a file in UTF-16, as Windows PowerShell 5 writes it, for the text that it is', async () => {
    const page = await world().open('/connectivity');
    const buffer = Buffer.from(`\ufeff${log}`, 'utf16le');
    await page.locator('input[type=file]').setInputFiles({ name: 'r.txt', mimeType: 'text/plain', buffer });
    await page.waitForFunction("document.querySelector('textarea').value.includes('connect://')");
    expect(await page.locator('textarea').inputValue()).toBe(log.replaceAll('\r\n', '\n'));
    await page.close();
  }, 60_000);

  it('says that of several files one was read, and takes no packed one and none without text', async () => {
    const page = await world().open('/connectivity');
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      for (const name of ['one.log', 'two.log']) dataTransfer.items.add(new File(['the text of ' + name], name));
      document.querySelector('.paste').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    })()`);
    await page.getByText('Of 2 files only one.log was read: give one at a time.').waitFor();
    expect(await page.locator('textarea').inputValue()).toBe('the text of one.log');
    await page.locator('input[type=file]').setInputFiles({ name: 'a.log.gz', mimeType: 'application/gzip', buffer: gzipSync(log) });
    await page.getByText('a.log.gz is packed: unpack it, and give the text in it.').waitFor();
    expect(await page.locator('textarea').inputValue()).toBe('the text of one.log');
    await page.locator('input[type=file]').setInputFiles({ name: 'a.evtx', mimeType: '', buffer: Buffer.from('ElfFile\0\0\0') });
    await page.getByText('a.evtx is not a text: nothing of it was read.').waitFor();
    expect(await page.locator('textarea').inputValue()).toBe('the text of one.log');
    await page.locator('textarea').fill(log);
    await page.locator('.paste .outcome').waitFor({ state: 'detached' });
    await page.close();
  }, 60_000);

  it('stays where it is when a file is dropped beside the field, which the browser would open in its place', async () => {
    const page = await world().open('/connectivity');
    const held = await page.evaluate(`['Files', 'text/plain'].map((type) => {
      const dataTransfer = new DataTransfer();
      if (type === 'Files') dataTransfer.items.add(new File(['x'], 'proxy.log'));
      else dataTransfer.setData(type, 'x');
      return ['dragover', 'drop'].map((name) => !document.body.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true })));
    })`);
    expect(held).toEqual([
      [true, true],
      [false, false],
    ]);
    await page.close();
  }, 60_000);

  it('takes a log of five megabytes as a file without freezing, and says what of it is left out', async () => {
    const page = await world().open('/connectivity');
    const line = '1/11/2016 8:31\tconnect://www.some-other-host.example:443\n';
    const text = `${line.repeat(Math.floor((5_000_000 - log.length) / line.length))}${log}`;
    await page.locator('input[type=file]').setInputFiles({ name: 'proxy.log', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await page.getByText('proxy.log').waitFor();
    const busyInMs = await threadTimeOfTab(page);
    await page.getByRole('button', { name: 'Diagnose' }).click();
    await page.locator('.verdict').waitFor();
    expect(await page.locator('.log li').count()).toBeLessThanOrEqual(200);
    await page.getByText(/^\d[\d,]+ lines left out$/).waitFor();
    const inAll = await busyInMs();
    process.stderr.write(`5 MB of log: the page was busy for ${Math.round(inAll)} ms in all\n`);
    expect(inAll).toBeLessThan(2_000);
    await page.close();
  }, 60_000);

  it.each([390, 320])(
    'does not jump on a phone of %i px, however late the answer or its refusal comes',
    async (width) => {
      const context = await world().browser.newContext({ viewport: { width, height: 900 } });
      await context.addInitScript(observe);
      const page = await context.newPage();
      const answers: (() => void)[] = [];
      await page.route('**/connectivity/diagnose', async (route) => {
        await new Promise<void>((resolve) => answers.push(resolve));
        await (answers.length === 1 ? route.continue() : route.abort());
      });
      await page.goto(`${world().page}/connectivity`);
      const buffer = Buffer.from(`${log}\n`.repeat(Math.ceil(70_000 / log.length)));
      await page.locator('input[type=file]').setInputFiles({ name: 'proxy.log', mimeType: 'text/plain', buffer });
      await page.getByText('proxy.log').waitFor();
      for (const told of ['.verdict', '.answer [role=alert]']) {
        await page.getByRole('button', { name: 'Diagnose' }).click();
        await page.locator('.answer .bone').waitFor();
        // The browser counts nothing for half a second after a click: https://web.dev/articles/cls#user-initiated-layout-shifts
        await page.waitForTimeout(700);
        answers.at(-1)?.();
        await page.locator(told).waitFor();
        expect(await shiftOf(page)).toBeLessThanOrEqual(0.01);
      }
      await context.close();
    },
    60_000,
  );

  it('lets nothing of the text into the address, the storage of the browser or a request other than the one', async () => {
    const page = await world().open('/connectivity');
    const asked = requestsWithMarker(page);
    await diagnose(page, `1/11/2016 8:31\tconnect://${runMarker}.example:443`);
    expect(asked).toEqual(['/api/v1/connectivity/diagnose']);
    expect(await keptBy(page)).not.toContain(runMarker);
    await page.close();
  }, 60_000);

  it('says why the service does not read what it was given', async () => {
    const page = await world().open('/connectivity');
    const problem = {
      title: 'Not permitted',
      status: 403,
      detail: 'The role Reader is needed.',
      code: 'Forbidden',
      requestId: 'the-request',
    };
    await page.route('**/connectivity/diagnose', (route) =>
      route.fulfill({ status: 403, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(problem) }),
    );
    await page.locator('textarea').fill(log);
    await page.getByRole('button', { name: 'Diagnose' }).click();
    await page.getByText('The role Reader is needed.').waitFor();
    await page.close();
  }, 60_000);

  it('is linked from a job whose agents do not answer', async () => {
    const { value } = (await (await fetch(`${world().urls.api}/jobs?pageSize=1000`)).json()) as {
      value: { tenantId: string; servicePrincipalId: string; jobId: string; advice: { action: string } }[];
    };
    const job = value.find(({ advice }) => advice.action === 'checkAgents');
    const page = await world().open(`/jobs/${job?.tenantId}/${job?.servicePrincipalId}/${job?.jobId}`);
    await page.getByRole('link', { name: 'Check firewall and proxy' }).click();
    await page.getByRole('heading', { name: 'Is it the firewall, the proxy, or us?' }).waitFor();
    expect(await textOf(page.locator('.products [aria-current=true]'))).toBe('Cloud sync agent');
    await page.close();
  }, 60_000);
});
