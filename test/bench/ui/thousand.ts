import type { Page } from 'playwright-core';
import { openTable, openThousand, rowCount, scrolling, settled, typing } from '../../ui/support/thousand-rows.ts';
import type { BenchResult } from '../support/figure.ts';
import { median, quantile } from '../support/statistics.ts';
import type { Demo } from './demo.ts';

const rounds = 20;
const typingRounds = 5;

/** How a thousand rows follow whoever types and scrolls. */
export async function measureThousand(demo: Demo, tell: (line: string) => void): Promise<BenchResult> {
  const page = await openThousand(demo);
  const keys: number[] = [];
  for (let round = 0; round < typingRounds; round += 1) keys.push(...(await measure(page, typing)));
  await settled(page);
  const table = await openTable(demo, page);
  const [rows, plain]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    rows.push(...(await measure(page, scrolling)));
    plain.push(...(await measure(table, scrolling)));
    if (round % 5 === 4) tell(`round ${round + 1} of ${rounds}`);
  }
  await Promise.all([page.context().close(), table.context().close()]);
  const frames = (times: readonly number[], share: number) => quantile(times, share).toFixed(1);
  return {
    figures: [
      {
        what: `half of the frames while ${rowCount} rows are scrolled, of 17 ms`,
        ratio: median(rows) / 17,
        target: { atMost: 1 },
        behind: `${frames(rows, 0.5)} ms; of the table ${frames(plain, 0.5)} ms`,
      },
      {
        what: 'the slowest twentieth of them, against a table of the same rows without a script',
        ratio: quantile(rows, 0.95) / quantile(plain, 0.95),
        target: { atMost: 1.3 },
        behind: `${frames(rows, 0.95)} and ${frames(plain, 0.95)} ms`,
      },
      {
        what: `from a keystroke in the search over ${rowCount} rows to the picture, of 100 ms`,
        ratio: median(keys) / 100,
        target: { atMost: 1 },
        behind: `${median(keys).toFixed(0)} ms; nine in ten within ${quantile(keys, 0.9).toFixed(0)} ms`,
      },
    ],
    setting: [
      `Scrolling: three seconds at a time, ${rounds} rounds in turns, ${rows.length} and ${plain.length} frames, once every row has been laid out. Typing: ${keys.length} keystrokes, medians.`,
    ],
  };
}

async function measure(page: Page, script: string): Promise<number[]> {
  await page.bringToFront();
  return (await page.evaluate(script)) as number[];
}
