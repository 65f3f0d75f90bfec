import type { BenchResult } from '../support/figure.ts';
import type { Demo } from './demo.ts';

const watchedInMs = 120_000;
const limitPerMinute = 12;

interface Simulated {
  tenants: { tenantId: string; servicePrincipals: { id: string; jobs: { id: string }[] }[] }[];
}

/** What a tab asks for while nothing happens. */
export async function measureRest({ browser, page: address, graph }: Demo): Promise<BenchResult> {
  await freeze(graph);
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  // Until what the jobs had on their way has been read.
  await page.waitForTimeout(40_000);
  const answers: number[] = [];
  page.on('response', (response) => new URL(response.url()).pathname.startsWith('/api/v1') && answers.push(response.status()));
  await page.waitForTimeout(watchedInMs);
  await page.context().close();
  const perMinute = (answers.length * 60_000) / watchedInMs;
  const unchanged = answers.filter((status) => status === 304).length;
  return {
    figures: [
      {
        what: `requests a minute of one tab, of ${limitPerMinute}`,
        ratio: perMinute / limitPerMinute,
        target: { atMost: 1 },
        behind: `${perMinute} at an interval of 10 s, the shortest there is`,
      },
      {
        what: 'of them those that need no body (304) while nothing happens',
        ratio: unchanged / answers.length,
        target: { atLeast: 0.9 },
        behind: `${unchanged} of ${answers.length}`,
      },
    ],
    setting: [`At rest: no cycle of any job runs, ${watchedInMs / 60_000} minutes of the first screen.`],
  };
}

/** Lets no job of the demo run any more. */
async function freeze(graph: string): Promise<void> {
  const { tenants } = (await (await fetch(`${graph}/_world`)).json()) as Simulated;
  for (const { tenantId, servicePrincipals } of tenants)
    for (const { id, jobs } of servicePrincipals)
      for (const job of jobs) {
        const within = new URLSearchParams({ tenantId, servicePrincipalId: id });
        const answer = await fetch(`${graph}/_jobs/${encodeURIComponent(job.id)}?${within}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ frozen: true }),
        });
        if (!answer.ok) throw new Error(`${job.id} cannot be frozen: ${answer.status}`);
      }
}
