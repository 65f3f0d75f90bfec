import type { Page } from 'playwright-core';

// https://web.dev/articles/cls
/** Run in a tab before its page: adds up what moved in it without anybody having done anything. */
export const countShifts = `
  self.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) self.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

export async function shiftOf(page: Page): Promise<number> {
  return Number(await page.evaluate('self.shift'));
}
