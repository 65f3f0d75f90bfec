import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serveTasks } from '../support/worker.ts';

// Graph for all contestants alike: 50 ms an answer and 5 ms for each further item of a batch; two jobs a service principal,
// each with a new execution whenever it is read.

const firstItemInMs = Number(process.env.FAKE_GRAPH_FIRST_ITEM_MS ?? 50);
const furtherItemInMs = Number(process.env.FAKE_GRAPH_FURTHER_ITEM_MS ?? 5);
const jobsPerServicePrincipal = 2;

const template = templateOf(readFileSync(new URL('../../fixtures/graph/active.json', import.meta.url), 'utf8'));
let reads = 0;

function templateOf(fixture: string): string[] {
  const job = JSON.parse(fixture);
  job.id = '@job@';
  job.schedule.interval = 'PT40M';
  for (const execution of [job.status.lastExecution, job.status.lastSuccessfulExecution, job.status.lastSuccessfulExecutionWithExports]) {
    Object.assign(execution, { activityIdentifier: '@run@', timeBegan: '@time@', timeEnded: '@time@', countImported: '@count@' });
  }
  job.status.steadyStateLastAchievedTime = '@time@';
  return JSON.stringify(job).replaceAll('"@count@"', '@count@').split('@');
}

function jobText(servicePrincipalId: string, index: number): string {
  reads += 1;
  const values: Record<string, string> = {
    job: `AD2AADProvisioning.${servicePrincipalId.replaceAll('-', '')}.9a9a9a9a-0001-4002-8003-${String(index).padStart(12, '0')}`,
    run: `c0ffee00-0000-4000-8000-${String(reads).padStart(12, '0')}`,
    time: new Date().toISOString().replace('Z', '1234Z'),
    count: String(reads % 1000),
  };
  return template.map((part, position) => (position % 2 === 0 ? part : values[part])).join('');
}

function listText(path: string): string {
  const servicePrincipalId = path.split('/').at(-3) ?? '';
  const jobs = Array.from({ length: jobsPerServicePrincipal }, (_, index) => jobText(servicePrincipalId, index));
  return `{"value":[${jobs.join(',')}]}`;
}

function batchText(body: string): { text: string; delayInMs: number } {
  const { requests } = JSON.parse(body) as { requests: { id: string; url: string }[] };
  const responses = requests.map(({ id, url }) => `{"id":"${id}","status":200,"headers":{},"body":${listText(url)}}`);
  return { text: `{"responses":[${responses.join(',')}]}`, delayInMs: firstItemInMs + furtherItemInMs * (requests.length - 1) };
}

async function send(response: ServerResponse, text: string, delayInMs: number): Promise<void> {
  if (delayInMs > 0) await sleep(delayInMs);
  response.writeHead(200, { 'content-type': 'application/json' }).end(text);
}

const server = createServer((request, response) => {
  const path = request.url ?? '';
  if (request.method === 'GET') return void send(response, listText(path), firstItemInMs);
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { text, delayInMs } = batchText(Buffer.concat(chunks).toString());
    void send(response, text, delayInMs);
  });
});

serveTasks<'listen', string>(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
