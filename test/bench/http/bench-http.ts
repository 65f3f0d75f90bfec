import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { HttpHandler, InvocationContext } from '@azure/functions';
import { createTableStores } from '../../../lib/adapters/tables/create-stores.ts';
import type { Clock } from '../../../lib/application/ports/ports.ts';
import type { Http } from '../../../lib/http/create-http.ts';
import type { HttpDeps } from '../../../lib/http/http-deps.ts';
import type { RouteName } from '../../../lib/http/routes.ts';
import { createHttpCaches } from '../../support/worlds/http-caches.ts';
import { closedDoors } from '../../support/worlds/tenant-doors.ts';
import type { Bench, BenchResult } from '../support/figure.ts';
import { startStorage } from '../support/start-storage.ts';
import { median } from '../support/statistics.ts';
import { createFleet } from './create-fleet.ts';
import { type Call, type Prepare, startProgrammingModel } from './programming-model.ts';

const rounds = 7;
const fleet = { tenants: 1_000, jobsPerTenant: 100 };
const listUrl = 'http://127.0.0.1:7071/api/v1/jobs?pageSize=1000';
const shortUrl = 'http://127.0.0.1:7071/api/v1/jobs?pageSize=100';
const searchUrl = 'http://127.0.0.1:7071/api/v1/jobs?q=tenant%2077%20provisioning';
const groupsUrl = 'http://127.0.0.1:7071/api/v1/jobGroups?by=cause';
const statusUrl = 'http://127.0.0.1:7071/api/v1/status';
// What every browser and portal sends.
const acceptEncoding = { 'accept-encoding': 'gzip, deflate, br' };

/** Answers from what an instance holds, through the real programming model and everything around a request. */
export const benchHttp: Bench = { name: 'http', title: 'Answering over HTTP', run };

async function run(tell: (line: string) => void): Promise<BenchResult> {
  const storage = await startStorage();
  try {
    const log = { debug() {}, info() {}, warn: console.warn, error: console.error };
    const stores = createTableStores({ connection: { kind: 'connectionString', connectionString: storage.connectionString }, log });
    // It stands still: what is held stays warm while it is measured.
    const now = Date.now();
    const clock: Clock = { now: () => now, sleep: async () => {}, random: () => 0 };
    tell(`storing ${fleet.tenants * fleet.jobsPerTenant} jobs`);
    await createFleet({ ...stores, clock }, fleet);
    const settings = {
      authMode: 'none',
      corsOrigins: [],
      pollIntervalInMs: 300_000,
      graphCredential: 'federated',
      coolDownInMs: 600_000,
      leaseInMs: 90_000,
      auditInMs: 400 * 86_400_000,
    } as const;
    const caches = createHttpCaches({ clock, ...stores }, settings);
    return await measure({ clock, log, ...stores, settings, ...closedDoors, ...caches }, tell);
  } finally {
    await storage.stop();
  }
}

async function measure(deps: HttpDeps, tell: (line: string) => void): Promise<BenchResult> {
  let http: Http | undefined;
  let document: unknown;
  const handlerOf =
    (name: RouteName): HttpHandler =>
    async (request, context: InvocationContext) =>
      (await http?.(name, request, context)) ?? { status: 503 };
  const prepare = await startProgrammingModel({
    'list-jobs': handlerOf('list-jobs'),
    'list-job-groups': handlerOf('list-job-groups'),
    'get-fleet-status': handlerOf('get-fleet-status'),
    'json-body': async () => ({ jsonBody: document }),
    'bare-304': async () => ({ status: 304 }),
  });
  const { createHttp } = await import('../../../lib/http/create-http.ts');
  http = createHttp(deps);

  const plain = await prepare('list-jobs', listUrl)();
  const listsAlone = heapInMb();
  for (const url of [searchUrl, groupsUrl]) await prepare(url === searchUrl ? 'list-jobs' : 'list-job-groups', url)();
  const memory = { listsAlone, withIndex: heapInMb() };
  document = JSON.parse(Buffer.from(plain.bytes).toString());
  const etag = plain.headers.etag ?? '';
  const contestants = {
    list: { turns: 200, run: expecting(200, prepare('list-jobs', listUrl, acceptEncoding)) },
    shortList: { turns: 500, run: expecting(200, prepare('list-jobs', shortUrl, acceptEncoding)) },
    search: { turns: 500, run: expecting(200, prepare('list-jobs', searchUrl, acceptEncoding)) },
    groups: { turns: 500, run: expecting(200, prepare('list-job-groups', groupsUrl, acceptEncoding)) },
    shortListAnew: { turns: 20, run: anew(prepare, 'list-jobs', () => shortUrl) },
    searchAnew: { turns: 20, run: anew(prepare, 'list-jobs', (turn) => `${searchUrl}%20${turn}`) },
    groupsAnew: { turns: 20, run: anew(prepare, 'list-job-groups', () => groupsUrl) },
    plainList: { turns: 50, run: expecting(200, prepare('list-jobs', listUrl)) },
    jsonBody: { turns: 50, run: expecting(200, prepare('json-body', listUrl, acceptEncoding)) },
    notModified: { turns: 500, run: expecting(304, prepare('list-jobs', listUrl, { ...acceptEncoding, 'if-none-match': etag })) },
    bare304: { turns: 500, run: expecting(304, prepare('bare-304', listUrl, acceptEncoding)) },
    status: { turns: 50, run: expecting(200, prepare('get-fleet-status', statusUrl, acceptEncoding)) },
    scan: { turns: 1, run: () => scanJobs(deps) },
  };
  const costs = await takeTurns(contestants, tell);
  const sizes = { list: (await contestants.list.run()).bytes.length, plain: plain.bytes.length };
  return resultOf(costs, sizes, memory);
}

/** By another address each time, so that nothing that was sent before answers it. */
function anew(prepare: Prepare, name: string, urlOf: (turn: number) => string): () => Promise<unknown> {
  let turn = 0;
  return async () => {
    turn += 1;
    const url = urlOf(turn).replace(':7071', `:${10_000 + turn}`);
    return expecting(200, prepare(name, url, acceptEncoding))();
  };
}

function expecting(status: number, call: Call): Call {
  return async () => {
    const answer = await call();
    if (answer.status !== status) throw new Error(`Answered ${answer.status}: ${Buffer.from(answer.bytes)}`);
    return answer;
  };
}

// What a summary costs without rows that keep it: every page of every tenant is read and its jobs are counted.
async function scanJobs({ views }: HttpDeps): Promise<Map<string, number>> {
  const byHealth = new Map<string, number>();
  for (const { jobs } of await views.readAll()) {
    for (const { health } of jobs) byHealth.set(health, (byHealth.get(health) ?? 0) + 1);
  }
  const counted = [...byHealth.values()].reduce((sum, count) => sum + count, 0);
  if (counted !== fleet.tenants * fleet.jobsPerTenant) throw new Error(`The scan found ${counted} jobs`);
  return byHealth;
}

const measured = [
  ...(['list', 'plainList', 'jsonBody', 'notModified', 'bare304', 'status', 'scan'] as const),
  ...(['shortList', 'search', 'groups', 'shortListAnew', 'searchAnew', 'groupsAnew'] as const),
] as const;

interface Contestant {
  turns: number;
  run(): Promise<unknown>;
}

/** The median time of one turn of each, in µs. */
async function takeTurns<Name extends string>(
  contestants: Record<Name, Contestant>,
  tell: (line: string) => void,
): Promise<Record<Name, number>> {
  const entries = Object.entries<Contestant>(contestants);
  const times = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, { turns, run }] of entries) {
      const startedAt = performance.now();
      for (let turn = 0; turn < turns; turn++) await run();
      // The first round warms the caches and the engine.
      if (round > 0) times.get(name)?.push(((performance.now() - startedAt) / turns) * 1000);
    }
    tell(`round ${round} of ${rounds}`);
  }
  return Object.fromEntries(entries.map(([name]) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

function resultOf(
  costs: Record<(typeof measured)[number], number>,
  sizes: { list: number; plain: number },
  memory: { listsAlone: number; withIndex: number },
): BenchResult {
  const { list, plainList, jsonBody, notModified, bare304, status, scan, shortList, search, groups } = costs;
  const { shortListAnew, searchAnew, groupsAnew } = costs;
  return {
    setting: [
      `${fleet.tenants * fleet.jobsPerTenant} jobs in ${fleet.tenants} tenants; from the request as the host hands it over to the answer as it goes back, without the host; ${rounds} rounds in turns, medians.`,
      `List: \`GET /jobs?pageSize=1000\`, asked for with brotli (${kib(sizes.list)} KiB instead of ${kib(sizes.plain)}), as a caller without the ETag gets it. \`jsonBody\`: a function that returns the same objects and leaves the rest to the programming model.`,
      'Scan: every page of the read model read from storage, its jobs counted by health.',
    ],
    figures: [
      {
        what: 'a warm list of 1,000, against `jsonBody`',
        ratio: list / jsonBody,
        target: { atMost: 0.12 },
        behind: micros(list, jsonBody),
      },
      {
        what: 'a warm search (`?q`), against a warm list of 100',
        ratio: search / shortList,
        target: { atMost: 3 },
        behind: `${micros(search, shortList)} (another search each time ${searchAnew.toFixed(0)} µs, a list of 100 built anew ${shortListAnew.toFixed(0)} µs: ${(searchAnew / shortListAnew).toFixed(1)} ×)`,
      },
      {
        what: 'warm groups (`/jobGroups?by=cause`), against a warm list of 100',
        ratio: groups / shortList,
        target: { atMost: 3 },
        behind: `${micros(groups, shortList)} (counted anew ${groupsAnew.toFixed(0)} µs: ${(groupsAnew / shortListAnew).toFixed(1)} ×)`,
      },
      {
        what: 'memory of an instance that has searched and grouped, against one that has only listed',
        ratio: memory.withIndex / memory.listsAlone,
        target: { atMost: 1.25 },
        behind: `${memory.withIndex.toFixed(0)} and ${memory.listsAlone.toFixed(0)} MB of heap`,
      },
      { what: '`/status`, against a scan over the jobs', ratio: status / scan, target: { atMost: 0.01 }, behind: micros(status, scan) },
      {
        what: 'a 304, against the 200 of the same list',
        ratio: notModified / plainList,
        target: { atMost: 0.3 },
        behind: `${micros(notModified, plainList)} (with brotli ${list.toFixed(0)} µs; a bare 304 of the model ${bare304.toFixed(0)} µs)`,
      },
    ],
  };
}

/** After a collection, and without what is sent. */
function heapInMb(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

function micros(one: number, other: number): string {
  return `${one.toFixed(0)} and ${other.toFixed(0)} µs`;
}

function kib(bytes: number): string {
  return (bytes / 1024).toFixed(0);
}
