import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from './open-browser.ts';

const folder = resolve(import.meta.dirname, '../../docs/pictures');
const causeOfPicture = 'HybridIdentityServiceNoAgentsAssigned';

interface Shot {
  name: string;
  path: string;
  /** What has to be there before it is drawn. */
  ready: string;
  viewport: { width: number; height: number };
}

/** Draws the page of the running demo, in both schemes: what the first screen of the README shows. */
async function main(): Promise<void> {
  const api = process.argv[2] ?? 'http://127.0.0.1:7071/api/v1';
  const page = api.replace('/api/v1', '/api/ui');
  const incidents = await fetch(`${api}/incidents?causeCode=${causeOfPicture}`).catch(() => undefined);
  if (!incidents?.ok) throw new Error(`${api} does not answer: start the demo with npm start first.`);
  const { value } = (await incidents.json()) as { value: { incidentId: string }[] };
  const shots: Shot[] = [
    { name: 'fleet', path: '', ready: '.row-link', viewport: { width: 1280, height: 820 } },
    { name: 'fleet-by-cause', path: '?by=cause', ready: '.groups', viewport: { width: 1280, height: 820 } },
    {
      name: 'incident',
      path: `/incidents/${value[0]?.incidentId}`,
      ready: '.life-card .events li',
      viewport: { width: 1280, height: 1180 },
    },
    {
      name: 'incident-phone',
      path: `/incidents/${value[0]?.incidentId}`,
      ready: '.life-card .events li',
      viewport: { width: 390, height: 844 },
    },
  ];
  await mkdir(folder, { recursive: true });
  const browser = await openBrowser();
  try {
    for (const shot of shots) for (const scheme of ['light', 'dark'] as const) await draw(browser, page, shot, scheme);
  } finally {
    await browser.close();
  }
}

async function draw(browser: Browser, page: string, { name, path, ready, viewport }: Shot, scheme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({ viewport, colorScheme: scheme });
  const tab = await context.newPage();
  await tab.goto(page + path);
  await tab.locator(ready).first().waitFor();
  const file = `${name}-${scheme}.png`;
  await tab.screenshot({ path: resolve(folder, file) });
  console.log(`docs/pictures/${file}`);
  await context.close();
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
