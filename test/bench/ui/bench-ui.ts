import { openBrowser } from '../../../dev/pictures/open-browser.ts';
import { startChild } from '../../../dev/start/child-process.ts';
import { weighPage } from '../../ui/support/page-files.ts';
import type { Bench, BenchResult, Figure } from '../support/figure.ts';
import type { Demo } from './demo.ts';
import { measureFirstLoad } from './first-load.ts';
import { measureRest } from './rest.ts';
import { measureThousand } from './thousand.ts';

const port = 23_071;
const kibibyte = 1_024;

/** The budgets of the page for people: what it weighs, how soon it is there, how it moves with a thousand rows, how much it asks. */
export const benchUi: Bench = { name: 'ui', title: 'The page for people', run };

async function run(tell: (line: string) => void): Promise<BenchResult> {
  const child = startChild({
    name: 'The demo',
    script: 'dev/start.ts',
    args: ['--port', String(port)],
    env: process.env,
    readySign: 'READY ',
    onLine: () => undefined,
  });
  const browser = await openBrowser();
  try {
    tell('starting the demo');
    const { api, graph } = JSON.parse((await child.ready).slice('READY '.length)) as { api: string; graph: string };
    const demo: Demo = { browser, api, graph, page: api.replace('/api/v1', '/api/ui') };
    tell('the first load');
    const load = await measureFirstLoad(demo);
    tell('a thousand rows');
    const rows = await measureThousand(demo, tell);
    tell('at rest');
    const rest = await measureRest(demo);
    return {
      figures: [...(await sizes()), ...load.figures, ...rows.figures, ...rest.figures],
      setting: [
        'The demo of `npm start`, Chromium without a GPU, nothing in its cache.',
        ...load.setting,
        ...rows.setting,
        ...rest.setting,
      ],
    };
  } finally {
    await browser.close();
    await child.stop();
  }
}

async function sizes(): Promise<Figure[]> {
  const { first, all, signIn } = await weighPage();
  const size = (what: string, bytes: number, limit: number): Figure => ({
    what: `${what}, of ${limit} KiB`,
    ratio: bytes / (limit * kibibyte),
    target: { atMost: 1 },
    behind: `${(bytes / kibibyte).toFixed(1)} KiB with brotli`,
  });
  return [
    size('what the first screen needs', first, 40),
    size('all screens together', all, 70),
    size('the sign-in, where there is one', signIn, 12),
  ];
}
