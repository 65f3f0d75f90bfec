import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { request as requestHttps } from 'node:https';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerOf, exampleSteps, type Recorded, type Step } from './example-steps.ts';
import { shorten } from './shorten.ts';

const port = Number(process.argv[2] ?? 7071);

interface Ready {
  api: string;
  authority: string;
  tokens: Record<'reader' | 'operator' | 'admin', string>;
}

const secondAdmin = '0ad31102-0000-4000-8000-000000000002';

/** The second administrator, whom approvals need; the authority's certificate was made at the start. */
function mintSecondAdmin(authority: string): Promise<string> {
  const ca = readFileSync(`.local/demo-${port}/authority.pem`);
  return new Promise((resolve, reject) => {
    const sent = requestHttps(`${authority}/_tokens`, { method: 'POST', ca, agent: false }, async (response) => {
      const { token } = JSON.parse(Buffer.concat(await response.toArray()).toString('utf8'));
      resolve(token);
    });
    sent.on('error', reject).end(JSON.stringify({ preset: 'user', role: 'admin', claims: { oid: secondAdmin } }));
  });
}

/** Asks the running demo each route once, in an order in which each has something to tell. */
async function record({ api, authority, tokens }: Ready): Promise<Recorded> {
  const bearers = { ...tokens, admin2: await mintSecondAdmin(authority) };
  const recorded: Recorded = {};
  for (const step of exampleSteps) {
    const { method, path, body, as } = step.ask(recorded);
    const headers: Record<string, string> = { authorization: `Bearer ${bearers[as ?? 'admin']}`, ...headersOf(step, body) };
    const ask = () => fetch(`${api}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const first = await ask();
    const retryAfter = first.headers.get('retry-after');
    // The poller may just have used up what Graph permits of the provisioning log.
    if (first.status === 503 && retryAfter !== null) await sleep(Number(retryAfter) * 1_000);
    const answer = first.status === 503 ? await ask() : first;
    if (!answer.ok) throw new Error(`${step.id}: ${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    recorded[step.id] = { method, path, ...(body !== undefined && { body }), ...(await answerOf(answer)) };
  }
  return recorded;
}

function headersOf({ id, isAction }: Step, body: unknown): Record<string, string> {
  return {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(isAction && { 'idempotency-key': `example-of-${id}` }),
  };
}

/** Starts the demo with sign-in, writes dev/openapi/examples.json from what it answers, and stops it. */
async function main(): Promise<void> {
  const child = spawn(process.execPath, ['dev/start.ts', '--auth', '--port', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith('READY ')) continue;
      const examples = await record(JSON.parse(line.slice('READY '.length)));
      writeFileSync(new URL('examples.json', import.meta.url), `${JSON.stringify(shorten(examples), null, 2)}\n`);
      return;
    }
    throw new Error('npm start ended before it was ready.');
  } finally {
    child.kill('SIGINT');
  }
}

await main();
