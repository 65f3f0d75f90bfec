import type { Browser, Page } from 'playwright-core';

// https://web.dev/articles/cls
/** Run in a tab before its page: what the browser measures of a screen that comes to be. */
export const observe = `
  self.measured = { shift: 0, paint: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) self.measured.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'first-contentful-paint') self.measured.paint = entry.startTime;
  }).observe({ type: 'paint', buffered: true });
`;

/** Opens an address in a tab of its own with nothing in its cache; answers with the paths it asked for until `ready` was there. */
export async function loadFirst(browser: Browser, address: string, ready: string): Promise<{ page: Page; requests: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
  await context.addInitScript(observe);
  const page = await context.newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(address);
  await page.locator(ready).first().waitFor();
  return { page, requests };
}

/** How far what was shown already has jumped since, once nothing is on its way any more. */
export async function shiftOf(page: Page): Promise<number> {
  await page.waitForLoadState('networkidle');
  return Number(await page.evaluate('self.measured.shift'));
}

/** Milliseconds until something was painted for the first time. */
export async function firstPaint(browser: Browser, address: string): Promise<number> {
  const { page } = await loadFirst(browser, address, 'h1');
  // The browser tells of a paint a little after it; what has its heading may not have been painted yet.
  let paint = 0;
  for (; paint === 0; await page.waitForTimeout(20)) paint = Number(await page.evaluate('self.measured.paint'));
  await page.context().close();
  return paint;
}
