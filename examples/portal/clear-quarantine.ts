// A portal in small: shows the worst jobs in quarantine, tells of one why and what helps, clears it, and follows what comes of that.
//
//   SYNC_API=https://…/api/v1 SYNC_TOKEN=… node clear-quarantine.ts [name of the job]
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import * as api from 'entra-sync-status/client';

/** Beyond this nobody waits before a page: what the service asks to wait for is shown instead. */
const longestWaitInSeconds = 60;

function secondsToWait(headers: Headers): number {
  return Number(headers.get('retry-after') ?? 5);
}

/** Asks again when the service wants to be left alone for a while. The request stays the same, so that an action keeps its key. */
async function patiently<Answer extends { status: number; headers: Headers }>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    const waits = answer.status === 429 || answer.status === 503;
    if (!waits || secondsToWait(answer.headers) > longestWaitInSeconds) return answer;
    console.log(`asked to wait for ${secondsToWait(answer.headers)} s`);
    await delay(1000 * secondsToWait(answer.headers));
  }
}

function failureOf({ status, data }: { status: number; data?: api.Problem }): Error {
  return new Error(`${status} ${data?.code}: ${data?.detail}`);
}

/** Keeps the list with its ETag: as long as nothing changed, a refresh costs an empty answer. */
function createWorstJobs(): () => Promise<{ jobs: api.JobListItem[]; isUnchanged: boolean }> {
  let held: { etag: string; jobs: api.JobListItem[] } | undefined;
  return async () => {
    const headers = held === undefined ? {} : { 'if-none-match': held.etag };
    const answer = await patiently(() => api.listJobs({ state: 'Quarantine', pageSize: 20 }, { headers }));
    if (answer.status === 304 && held !== undefined) return { jobs: held.jobs, isUnchanged: true };
    if (answer.status !== 200) throw failureOf(answer);
    held = { etag: answer.headers.get('etag') ?? '', jobs: answer.data.value };
    return { jobs: held.jobs, isUnchanged: false };
  };
}

async function readJob({ tenantId, servicePrincipalId, jobId }: api.JobListItem): Promise<api.Job> {
  const answer = await patiently(() => api.getJob(tenantId, servicePrincipalId, jobId));
  if (answer.status !== 200) throw failureOf(answer);
  return answer.data;
}

/** The operation that works on it: ours, or that of somebody who was faster; nothing where the service says no for now. */
async function clearQuarantine({ tenantId, servicePrincipalId, jobId }: api.Job): Promise<string | undefined> {
  // One key for one wish: however often it is sent, Graph is asked at most once.
  const key = randomUUID();
  const body = { reason: 'The cause is mended.' };
  const answer = await patiently(() => api.clearQuarantine(tenantId, servicePrincipalId, jobId, key, body));
  const location = answer.headers.get('operation-location') ?? undefined;
  if (answer.status === 202) return location;
  if (answer.status !== 409) throw failureOf(answer);
  // OperationActive names the operation that runs; CoolDown says when to come again; AcknowledgementRequired asks for a person who
  // has understood `detail`, and then for a new key and `acknowledge: true`.
  const again = answer.headers.has('retry-after') ? ` Again in ${secondsToWait(answer.headers)} s.` : '';
  console.log(`${answer.data.code}: ${answer.data.detail}${again}`);
  return location;
}

async function follow(location: string): Promise<api.Operation> {
  const operationId = new URL(location).pathname.split('/').at(-1) ?? '';
  for (;;) {
    const answer = await patiently(() => api.getOperation(operationId));
    if (answer.status !== 200) throw failureOf(answer);
    if (answer.data.finishedAt !== undefined) return answer.data;
    await delay(1000 * secondsToWait(answer.headers));
  }
}

async function main(name: string | undefined): Promise<void> {
  const { SYNC_API, SYNC_TOKEN } = process.env;
  if (!SYNC_API || !SYNC_TOKEN) throw new Error('SYNC_API is to be the address of the API, SYNC_TOKEN an access token for it.');
  api.defaults.baseUrl = SYNC_API;
  api.defaults.headers = { authorization: `Bearer ${SYNC_TOKEN}` };
  const refresh = createWorstJobs();
  const { jobs } = await refresh();
  for (const { displayName, tenantName, kindName, since, explanation, incident } of jobs) {
    const onIt = incident?.acknowledgedByName ?? incident?.acknowledgedBy ?? 'nobody';
    console.log(`${displayName} of ${tenantName} (${kindName}) since ${since}: ${explanation?.title}; ${onIt} is on it`);
  }
  const chosen = jobs.find(({ displayName }) => name === undefined || displayName === name);
  if (chosen === undefined) return console.log(`${name ?? 'no job'} is not in quarantine`);

  const job = await readJob(chosen);
  console.log(`${job.explanation?.title ?? job.state}. ${job.advice.why} (${job.advice.whoMustAct})`);
  const location = await clearQuarantine(job);
  if (location !== undefined) {
    const { status, error, verification } = await follow(location);
    console.log(`${status}${error === undefined ? '' : `: ${error.detail} ${error.advice}`}; does it hold? ${verification ?? 'unknown'}`);
  }
  for (let look = 0; look < 3; look++) console.log((await refresh()).isUnchanged ? 'nothing new' : 'the list has changed');
}

await main(process.argv[2]);
