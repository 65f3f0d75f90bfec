import type { Browser, Page } from 'playwright-core';

export const rowCount = 1_000;

/** The fleet of the demo, multiplied on its way to a thousand rows that all need somebody. `page` is the address of the page. */
export async function openThousand({ browser, page: address }: { browser: Browser; page: string }): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
  const page = await context.newPage();
  await page.route(
    (url) => url.pathname === '/api/v1/jobs',
    async (route) => {
      const { 'if-none-match': _, ...headers } = route.request().headers();
      // A refresh that is on its way when the tab is closed goes with it.
      const response = await route.fetch({ headers }).catch(() => undefined);
      if (response === undefined) return;
      const body = await response.json();
      const value = Array.from({ length: rowCount }, (_, index) => {
        const job = body.value[index % body.value.length];
        return { ...job, id: `${job.id}${index}`, displayName: `${job.displayName} ${index}`, health: 'critical' };
      });
      await route.fulfill({ response, json: { ...body, value } }).catch(() => undefined);
    },
  );
  await page.goto(address);
  await page
    .locator('ol.rows .row-link')
    .nth(rowCount - 1)
    .waitFor({ state: 'attached' });
  return page;
}

/** Waits until every row that is shown is laid out for good. */
export async function settled(page: Page): Promise<void> {
  await page.locator('ol.rows > li.job:not(.settled):not([hidden])').first().waitFor({ state: 'detached' });
}

/** The same rows as they are shown, in a table without a script. */
export async function openTable({ browser }: { browser: Browser }, rows: Page): Promise<Page> {
  const cells = (await rows.evaluate(
    `[...document.querySelectorAll('ol.rows > li.job')].map((row) => [...row.children].map((cell) => cell.textContent))`,
  )) as string[][];
  const { height, width } = (await rows.evaluate(
    `(({ height, width }) => ({ height, width }))(document.querySelector('ol.rows > li.job').getBoundingClientRect())`,
  )) as { height: number; width: number };
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
  const page = await context.newPage();
  const text = (cell: string) => cell.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;'));
  const body = cells.map((row) => `<tr>${row.map((cell) => `<td>${text(cell)}</td>`).join('')}</tr>`).join('');
  const style = `body{font:15px system-ui}table{width:${width}px;margin:auto;border-collapse:collapse}tr{height:${height}px;border-top:1px solid #ccc}`;
  await page.setContent(`<!doctype html><style>${style}</style><table>${body}</table>`);
  return page;
}

/** In the page: the times until the second frame after a keystroke, milliseconds; then what it changed is on the screen. */
export const typing = `(async () => {
  const input = document.querySelector('input[type=search]');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const times = [];
  for (const text of ['p', 'pl', 'pla', 'plan', 'plants', 'plants 1', 'plants', 'p', '']) {
    const before = performance.now();
    set.call(input, text);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    times.push(performance.now() - before);
  }
  return times;
})()`;

/** In any page: the times of its frames while it is scrolled down for three seconds, milliseconds. */
export const scrolling = `(async () => {
  const times = [];
  scrollTo(0, 0);
  await new Promise((done) => requestAnimationFrame(done));
  let last = performance.now();
  for (const end = last + 3000; performance.now() < end; ) {
    scrollBy(0, 60);
    await new Promise((done) => requestAnimationFrame(done));
    times.push(performance.now() - last);
    last = performance.now();
  }
  return times;
})()`;
