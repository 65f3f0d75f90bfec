import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const isSoak = process.env.SOAK === '1';
/** In which schemes and at which widths screens are looked at: in `npm run soak -- ui` in all of them, else in a sample. */
export const colorSchemes = isSoak ? (['light', 'dark'] as const) : (['dark'] as const);
export const widths = isSoak ? [1360, 390, 320] : [390];

// WCAG 2.2 AA, and what its authors hold to be good practice.
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is wrong with what a tab shows now, a line a fault with its element. */
export async function faultsOf(page: Page): Promise<string[]> {
  // Run in the page's own world but not by the page: the CSP holds for its scripts, not for the tester's.
  await page.evaluate(source);
  const { violations } = (await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(tags)} })`)) as AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`));
}
