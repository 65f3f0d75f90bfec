import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './open-browser.ts';
import { answerShots, provisionedShots } from './shots/answers.ts';
import { makePast } from './shots/past.ts';
import { causeOfPicture, pastShots, screenShots } from './shots/screens.ts';
import { phone, type Scheme, type Shot, type Subjects } from './shots/shot.ts';
import { stateShots } from './shots/states.ts';
import { openShrinker } from './small-png.ts';

const folder = resolve(import.meta.dirname, '../../docs/pictures');

/** Draws every screen of the running demo and its states, for the documentation; those alone whose names begin as asked, where any is. */
async function main([api = 'http://127.0.0.1:7071/api/v1', ...names]: readonly string[]): Promise<void> {
  const subjects = await subjectsOf(api);
  const isAsked = ({ name }: Shot) => names.length === 0 || names.some((begin) => name.startsWith(begin));
  await mkdir(folder, { recursive: true });
  const browser = await openBrowser();
  try {
    const shrink = await openShrinker(browser);
    const drawAll = async (shots: readonly Shot[]) => {
      for (const shot of shots.filter(isAsked))
        for (const scheme of shot.schemes ?? (['light', 'dark'] as const)) {
          const file = `${shot.name}-${scheme}.png`;
          await writeFile(resolve(folder, file), await shrink(await draw(browser, api.replace('/api/v1', '/api/ui'), shot, scheme)));
          console.log(`docs/pictures/${file}`);
        }
    };
    await drawAll([...screenShots(subjects), ...answerShots(subjects), ...stateShots(subjects)]);
    const past = pastShots(subjects);
    if (past.some(isAsked)) await makePast(api);
    await drawAll(past);
    await drawAll(provisionedShots(subjects));
  } finally {
    await browser.close();
  }
}

async function subjectsOf(api: string): Promise<Subjects> {
  const stopped = await firstJob(api, `errorCode=${causeOfPicture}`);
  const { incidentId = '', tenantId = '' } = stopped;
  const changed = await firstJob(api, 'errorCode=AzureActiveDirectoryInvalidCredential');
  return {
    ...{ incidentId, tenantId, job: pathOf(stopped) },
    failing: pathOf(await firstJob(api, 'q=us.mercator')),
    changedBefore: changed.incidentId ?? '',
  };
}

async function firstJob(api: string, query: string): Promise<Record<string, string>> {
  const jobs = await fetch(`${api}/jobs?${query}`).catch(() => undefined);
  if (!jobs?.ok) throw new Error(`${api} does not answer: start the demo with npm start first.`);
  const [job] = ((await jobs.json()) as { value: Record<string, string>[] }).value;
  if (job === undefined) throw new Error(`The demo has no job with ${query}.`);
  return job;
}

function pathOf({ tenantId = '', servicePrincipalId = '', jobId = '' }: Record<string, string>): string {
  return `/jobs/${[tenantId, servicePrincipalId, jobId].map(encodeURIComponent).join('/')}`;
}

async function draw(browser: Browser, page: string, shot: Shot, scheme: Scheme): Promise<Buffer> {
  // Fingers get larger targets than a pointer.
  const touch = shot.viewport === phone && { hasTouch: true, isMobile: true };
  const context = await browser.newContext({ viewport: shot.viewport, colorScheme: scheme, ...touch });
  const tab = await context.newPage();
  await changeAnswers(tab, shot);
  await tab.goto(page + shot.path);
  await tab.locator('main h1').waitFor();
  await tab.locator(shot.ready).first().waitFor();
  await shot.act?.(tab);
  await tab
    .locator(shot.brings ?? shot.ready)
    .first()
    .waitFor();
  await tab.mouse.move(0, 0);
  await tab.waitForLoadState('networkidle');
  const png = await tab.screenshot({ fullPage: shot.isWhole === true });
  await context.close();
  return png;
}

async function changeAnswers(tab: Page, { changes = {}, told }: Shot): Promise<void> {
  for (const [end, change] of Object.entries(changes))
    await tab.route(
      ({ pathname }) => pathname.startsWith('/api/v1') && pathname.endsWith(end),
      async (route) => {
        // Whole each time: what is changed here has no version of its own.
        const { 'if-none-match': _, ...headers } = route.request().headers();
        const response = await route.fetch({ headers });
        await route.fulfill({ response, headers: { ...response.headers(), ...told?.() }, json: change(await response.json()) });
      },
    );
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
