import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './open-browser.ts';

const folder = resolve(import.meta.dirname, '../../docs/pictures');
const causeOfPicture = 'HybridIdentityServiceNoAgentsAssigned';

interface Shot {
  name: string;
  path: string;
  /** What has to be there before it is drawn. */
  ready: string;
  viewport: { width: number; height: number };
  /** What somebody does first. */
  act?: (tab: Page) => Promise<void>;
}

const desk = { width: 1280, height: 900 };
const proxyLog = `1/11/2016 8:31\tconnect://login.microsoftonline.com:443
1/11/2016 8:31\tconnect://adminwebservice.microsoftonline.com:443 407
1/11/2016 8:32\tconnect://bba800-anchor.microsoftonline.com:443
1/11/2016 8:33\tconnect://provisioningapi.microsoftonline.com:443
1/11/2016 8:33\tconnect://bwsc02-relay.microsoftonline.com:443`;
const mail = `The portal says HybridIdentityServiceNoActiveAgents since Friday.
The wizard on the server wrote "Unable to connect to the remote server",
and the sign-in before it failed with AADSTS700016.`;

/** Pastes a text into the box of a screen, and presses its button. */
function paste(text: string, button: string): (tab: Page) => Promise<void> {
  return async (tab) => {
    await tab.locator('textarea').fill(text);
    await tab.getByRole('button', { name: button, exact: true }).click();
  };
}

/** Draws the page of the running demo, in both schemes, for the documentation. */
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
    { name: 'explain', path: '/explain', ready: '.finding', viewport: desk, act: paste(mail, 'Explain') },
    { name: 'catalogue', path: '/catalogue', ready: '.entries', viewport: desk },
    { name: 'catalogue-entry', path: `/catalogue/cloud-sync/${causeOfPicture}`, ready: '.facts', viewport: desk },
    { name: 'connectivity', path: '/connectivity', ready: '.verdict', viewport: desk, act: paste(proxyLog, 'Diagnose') },
  ];
  await mkdir(folder, { recursive: true });
  const browser = await openBrowser();
  try {
    for (const shot of shots) for (const scheme of ['light', 'dark'] as const) await draw(browser, page, shot, scheme);
  } finally {
    await browser.close();
  }
}

async function draw(browser: Browser, page: string, { name, path, ready, viewport, act }: Shot, scheme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({ viewport, colorScheme: scheme });
  const tab = await context.newPage();
  await tab.goto(page + path);
  await tab.locator('main h1').waitFor();
  await act?.(tab);
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
