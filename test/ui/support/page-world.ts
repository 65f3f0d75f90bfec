import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { executablePath, openBrowser } from '../../../dev/pictures/open-browser.ts';
import { freePorts, type RunningWorld, startWorld } from '../../support/worlds/start-world.ts';

/** What has the API, and with it the page. */
interface Served {
  urls: { api: string };
  stop(): Promise<unknown>;
}

export interface PageWorld<Of extends Served = RunningWorld> {
  /** What was started; of `npm start`, what it announced. */
  running: Of;
  urls: Of['urls'];
  /** `http://127.0.0.1:port/api/ui` */
  page: string;
  browser: Browser;
  /** An empty tab in a window of this kind, without what tabs before it kept. Whoever moves its clock moves that of the whole window, and needs one of their own. */
  openTab(options?: BrowserContextOptions): Promise<Page>;
  /** Opens an address below the page in a tab of its own, and waits until the screen has its heading; a script is run in it before the page's own. */
  open(path: string, options?: BrowserContextOptions, script?: string): Promise<Page>;
  /** What a tab said that nobody should have to say: errors, and violations of the CSP. */
  complaints(page: Page): string[];
}

const hasBrowser = existsSync(executablePath);
if (!hasBrowser) {
  process.stderr.write(
    `The page was not tried: no Chromium at ${executablePath}. Debian: apt-get install chromium; else CHROMIUM=/path.\n`,
  );
}

/** Tests in a real browser against the world of `npm start`, one of each for all of them; passed over where there is no browser. */
export function describeInBrowser(title: string, tests: (world: () => PageWorld) => void, args: readonly string[] = []): void {
  const start = async () => {
    // Two suites at once must not look for ports in the same place.
    const port = await freePorts(21_071 + 700 * Number(process.env.JEST_WORKER_ID ?? 0));
    return startWorld(['--port', String(port), ...args]);
  };
  describeServed(title, start, tests);
}

/** The same against what a file starts itself. */
export function describeServed<Of extends Served>(
  title: string,
  start: () => Promise<Of>,
  tests: (world: () => PageWorld<Of>) => void,
): void {
  (hasBrowser ? describe : describe.skip)(title, () => {
    let world: PageWorld<Of> | undefined;
    let running: Of | undefined;
    beforeAll(async () => {
      running = await start();
      world = pageWorld(running, await openBrowser());
    }, 120_000);
    afterAll(async () => {
      await world?.browser.close();
      await running?.stop();
    });
    tests(() => {
      if (world === undefined) throw new Error('The world has not started.');
      return world;
    });
  });
}

function pageWorld<Of extends Served>(running: Of, browser: Browser): PageWorld<Of> {
  const { urls }: Pick<Of, 'urls'> = running;
  const page = urls.api.replace('/api/v1', '/api/ui');
  const said = new WeakMap<Page, string[]>();
  // A tab of a window that is open takes the browser less than half as long as a window of its own.
  const windows = new Map<string, Promise<BrowserContext>>();
  const openWindow = async (options: BrowserContextOptions) => {
    const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ignoreHTTPSErrors: true, ...options });
    context.once('close', () => windows.delete(JSON.stringify(options)));
    return context;
  };
  const openTab = async (options: BrowserContextOptions = {}) => {
    const kind = JSON.stringify(options);
    const opened = windows.get(kind) ?? openWindow(options);
    windows.set(kind, opened);
    const context = await opened;
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    await session.send('Storage.clearDataForOrigin', { origin: new URL(page).origin, storageTypes: 'local_storage' });
    await session.detach();
    return tab;
  };
  return {
    running,
    urls,
    page,
    browser,
    openTab,
    async open(path, options, script) {
      const tab = await openTab(options);
      if (script !== undefined) await tab.addInitScript(script);
      const lines: string[] = [];
      said.set(tab, lines);
      tab.on('pageerror', ({ message }) => lines.push(message));
      tab.on('console', (message) => message.type() === 'error' && lines.push(message.text()));
      await tab.goto(page + path);
      await tab.locator('main h1').waitFor();
      return tab;
    },
    complaints: (tab) => said.get(tab) ?? [],
  };
}
