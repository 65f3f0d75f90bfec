import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openBrowser } from './open-browser.ts';

// What is said of a job in quarantine; identifiers and counts are left out of the picture, not out of the answer.
const shown = [
  'displayName',
  'tenantName',
  'state',
  'health',
  'reasons',
  'since',
  'freshness',
  'errorCode',
  'quarantine',
  'explanation',
  'advice',
];

type Json = Record<string, unknown>;

async function getJson(url: string): Promise<Json> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return (await answer.json()) as Json;
}

function markUp(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return safe.replace(/"((?:[^"\\]|\\.)*)"(\s*:)?/g, (_, inner: string, colon?: string) =>
    colon === undefined ? `<i>"${inner}"</i>` : `<b>"${inner}"</b>${colon}`,
  );
}

/** Draws what the running API answers of one quarantined job of the demo into docs/pictures/job.png. */
async function main(): Promise<void> {
  const api = process.argv[2] ?? 'http://127.0.0.1:7071/api/v1';
  const { value } = (await getJson(`${api}/jobs?errorCode=HybridIdentityServiceNoAgentsAssigned`)) as {
    value: { links: { self: string } }[];
  };
  const self = value[0]?.links.self;
  if (self === undefined) throw new Error(`${api} has no such job: start the demo with npm start first.`);
  const job = await getJson(self);
  const body = JSON.stringify(Object.fromEntries(shown.map((name) => [name, job[name]])), null, 2);
  const path = new URL(self).pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27,}/g, '…').replace(/jobs\/.*/, 'jobs/…');
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1000, height: 400 }, deviceScaleFactor: 1.5 });
    await page.setContent(`<style>
      body { margin: 0; background: #101820; color: #c8d3dc; font: 15px/1.45 'DejaVu Sans Mono', monospace; }
      pre { margin: 0; padding: 20px 24px; white-space: pre-wrap; overflow-wrap: anywhere; }
      b { color: #7cc4ff; font-weight: normal; } i { color: #e8c98a; font-style: normal; } u { color: #8fd18f; text-decoration: none; }
    </style><pre><u>$ curl ${path}</u>\n${markUp(body)}</pre>`);
    await mkdir(resolve(import.meta.dirname, '../../docs/pictures'), { recursive: true });
    await page.locator('pre').screenshot({ path: resolve(import.meta.dirname, '../../docs/pictures/job.png') });
    console.log('docs/pictures/job.png');
  } finally {
    await browser.close();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
