import { firstPaint, loadFirst, shiftOf } from '../../ui/support/first-load.ts';
import type { BenchResult } from '../support/figure.ts';
import { median } from '../support/statistics.ts';
import type { Demo } from './demo.ts';
import { screensOf } from './screens.ts';

const paintRounds = 15;
const shiftLimit = 0.01;

/** What it takes until the first screen is there, and what jumps while each screen comes to be. */
export async function measureFirstLoad(demo: Demo): Promise<BenchResult> {
  const files = (await requestsOf(demo)).filter((path) => path.startsWith('/api/ui') && !path.endsWith('.svg'));
  const { own, plain } = await paints(demo);
  const shifts = await shiftsOf(demo);
  const worst = Math.max(...shifts.map(([, shift]) => shift));
  return {
    figures: [
      {
        what: 'requests until the first screen can be drawn, of 4',
        ratio: files.length / 4,
        target: { atMost: 1 },
        behind: `${files.length}; then it asks for data`,
      },
      {
        what: 'first paint, against the documentation of the API, which has no script',
        ratio: own / plain,
        target: { atMost: 2 },
        behind: `${own.toFixed(0)} and ${plain.toFixed(0)} ms`,
      },
      {
        what: `the most that any screen jumps while it comes to be (layout shift), of ${shiftLimit}`,
        ratio: worst / shiftLimit,
        target: { atMost: 1 },
        behind: shifts.map(([name, shift]) => `${name} ${shift === 0 ? '0' : shift.toFixed(4)}`).join(', '),
      },
    ],
    setting: [`First paint: a tab with an empty cache each time, ${paintRounds} rounds in turns, medians.`],
  };
}

async function requestsOf({ browser, page: address }: Demo): Promise<string[]> {
  const { page, requests } = await loadFirst(browser, address, '.row-link');
  await page.context().close();
  return requests;
}

async function paints({ browser, page, api }: Demo): Promise<{ own: number; plain: number }> {
  const [own, plain]: [number[], number[]] = [[], []];
  for (let round = 0; round < paintRounds; round += 1) {
    own.push(await firstPaint(browser, page));
    plain.push(await firstPaint(browser, `${api}/docs`));
  }
  return { own: median(own), plain: median(plain) };
}

async function shiftsOf(demo: Demo): Promise<[name: string, shift: number][]> {
  const shifts: [string, number][] = [];
  for (const [name, path] of await screensOf(demo.api)) {
    const { page } = await loadFirst(demo.browser, demo.page + path, 'main h1');
    shifts.push([name, await shiftOf(page)]);
    await page.context().close();
  }
  return shifts;
}
