import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { HttpRequest, type HttpResponseInit } from '@azure/functions';
import { expect } from '@jest/globals';
import { createStores } from '../../lib/adapters/tables/create-stores.ts';
import type { FleetPatch } from '../../lib/application/ports.ts';
import type { Incident } from '../../lib/domain/incident.ts';
import type { JobRecord } from '../../lib/domain/job-record.ts';
import type { JobViewPage } from '../../lib/domain/job-view.ts';
import { summariseJob } from '../../lib/domain/summarise-job.ts';
import type { Caller } from '../../lib/http/authorize.ts';
import { createHttp } from '../../lib/http/create-http.ts';
import type { HttpDeps, HttpSettings } from '../../lib/http/http-deps.ts';
import { operations } from '../../lib/http/operations.ts';
import type { RouteName } from '../../lib/http/routes.ts';
import { Problem } from '../../lib/http/schemas/problem.ts';
import { createInMemoryTables } from '../support/in-memory-table.ts';
import { createRecordingLog } from '../support/recording-log.ts';
import { findRoute } from './host-routing.ts';

export const start = Date.parse('2026-11-21T10:00:00.000Z');
export const pollIntervalInMs = 300_000;

export function settingsOf(authMode: HttpSettings['authMode'], corsOrigins: readonly string[] = []): HttpSettings {
  return { authMode, corsOrigins, pollIntervalInMs, graphCredential: 'federated' };
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read documents of every shape.
  json: any;
}

export interface CallOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** The HTTP edge over real stores in memory, with a clock that tests move. */
export function createHttpWorld(change: Partial<Pick<HttpDeps, 'settings' | 'authenticate' | 'explain'>> = {}) {
  const clock = { at: start, now: () => clock.at, sleep: async () => {}, random: () => 0 };
  const log = createRecordingLog();
  const stores = createStores({ openTable: createInMemoryTables(), log });
  const settings = settingsOf('none');
  const deps: HttpDeps = { clock, log, ...stores, settings, ...change };
  const http = createHttp(deps);
  let requests = 0;

  async function call(path: string, { method = 'GET', headers = {}, body }: CallOptions = {}): Promise<Answer> {
    const url = path.startsWith('http') ? path : `http://127.0.0.1:7071/api/v1${path}`;
    const { name, params } = findRoute(method, new URL(url).pathname);
    const all = { host: new URL(url).host, ...headers };
    const request = new HttpRequest({ method, url, headers: all, params, ...(body !== undefined && { body: { string: body } }) });
    requests += 1;
    const answer = readAnswer(await http(name, request, { invocationId: `request-${requests}` }));
    verifyAnswer(name, method, answer);
    return answer;
  }

  /** Stores a tenant as one pass of the poller leaves it. */
  async function poll(
    tenantId: string,
    jobs: readonly JobRecord[],
    patch: FleetPatch = {},
    incidents: readonly Incident[] = [],
  ): Promise<void> {
    const addedAt = new Date(clock.at).toISOString();
    await stores.tenants.create({ v: 1, tenantId, addedAt, source: 'settings', displayName: `Tenant ${tenantId.slice(0, 4)}` });
    await stores.fleet.create(tenantId);
    const row = await stores.fleet.get(tenantId);
    if (row === undefined) throw new Error('the fleet row is missing');
    const viewVersion = (row.value.viewVersion ?? 0) + 1;
    const viewed = jobs.filter(({ removedAt }) => removedAt === undefined);
    const page: JobViewPage = {
      v: 1,
      tenantId,
      page: 0,
      pages: 1,
      viewVersion,
      jobs: viewed.map((job) => summariseJob(job)),
      incidents: [...incidents],
    };
    await stores.views.write(tenantId, [page]);
    for (const job of jobs) {
      const known = await stores.state.getJob(job);
      await stores.state.commit(tenantId, [[{ type: 'job', value: job, ...(known && { etag: known.etag }) }]]);
    }
    const now = new Date(clock.at).toISOString();
    const done = {
      lastTickId: now,
      lastAttemptAt: now,
      lastCompletedAt: now,
      viewVersion,
      viewHash: `hash-${viewVersion}`,
      counts: countsOf(viewed, incidents),
    };
    await stores.fleet.merge(tenantId, { ...done, ...patch }, row.etag);
  }

  return { clock, log, call, poll, ...stores, deps };
}

function countsOf(jobs: readonly JobRecord[], incidents: readonly Incident[]) {
  const tally = (names: readonly string[]) =>
    Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((other) => other === name).length]));
  return {
    jobs: jobs.length,
    byState: tally(jobs.map(({ snapshot }) => snapshot.state)),
    byHealth: tally(jobs.map(({ health }) => health)),
    incidents: tally(incidents.map(({ severity }) => severity)),
  };
}

function readAnswer({ status = 200, headers = {}, body }: HttpResponseInit): Answer {
  const named = headers as Record<string, string>;
  const bytes = Buffer.from((body as Buffer | string | undefined) ?? '');
  const decode = { br: brotliDecompressSync, gzip: gunzipSync }[named['content-encoding'] ?? ''];
  const text = (decode === undefined ? bytes : decode(bytes)).toString('utf8');
  return { status, headers: named, text, json: named['content-type']?.includes('json') && text !== '' ? JSON.parse(text) : undefined };
}

// Every answer of every test is held against the schema its operation publishes; a field the schema lacks is a failure too.
function verifyAnswer(name: RouteName, method: string, { status, headers, json }: Answer): void {
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-request-id': expect.any(String) });
  if (method === 'HEAD' || status === 304 || status === 204) return;
  if (status >= 400) {
    expect(headers['content-type']).toContain('application/problem+json');
    expect(Problem.parse(json)).toEqual(json);
    expect(json.status).toBe(status);
    return;
  }
  if (json === undefined || name === 'zz-not-found') return;
  expect(operations[name].answers[200]?.schema.parse(json)).toEqual(json);
}

export function callerOf(role: Caller['role'], ...tenants: string[]): Caller {
  return { actor: 'home/somebody', role, tenants: tenants.length === 0 ? 'all' : new Set(tenants) };
}
