import { HttpRequest, type HttpResponseInit } from '@azure/functions';
import { createStores } from '../../../lib/adapters/tables/create-stores.ts';
import type { OpenTable } from '../../../lib/adapters/tables/transport/table.ts';
import type { FleetPatch } from '../../../lib/application/ports/ports.ts';
import type { TokenVerifier } from '../../../lib/application/ports/token-verifier.ts';
import type { GrantUse } from '../../../lib/application/tenant/visible/rights-reader.ts';
import type { Caller } from '../../../lib/domain/access/caller.ts';
import type { Principal } from '../../../lib/domain/access/principal.ts';
import type { Incident } from '../../../lib/domain/incident/incident.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import { createHttp } from '../../../lib/http/create-http.ts';
import type { HttpDeps } from '../../../lib/http/http-deps.ts';
import type { HttpSettings } from '../../../lib/http/operations/operation-deps.ts';
import type { RouteName } from '../../../lib/http/routes.ts';
import { createRecordingLog } from '../../support/recording-log.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { markedHeaders } from '../../support/witness/marker.ts';
import { onlyTenants, person } from '../../support/worlds/callers.ts';
import { createHttpCaches } from '../../support/worlds/http-caches.ts';
import { signIn } from '../../support/worlds/sign-in.ts';
import { closedDoors } from '../../support/worlds/tenant-doors.ts';
import { findRoute } from './host-routing.ts';
import { readAnswer } from './raw-request.ts';
import { storeTenant } from './store-tenant.ts';
import { type Answer, verifyAnswer } from './verify-answer.ts';

export type { Answer } from './verify-answer.ts';

export const start = Date.parse('2026-11-21T10:00:00.000Z');
export const pollIntervalInMs = 300_000;

export function settingsOf(authMode: HttpSettings['authMode'], corsOrigins: readonly string[] = []): HttpSettings {
  const periods = { pollIntervalInMs, leaseInMs: 90_000, coolDownInMs: 600_000, auditInMs: 400 * 86_400_000 };
  return { authMode, corsOrigins, graphCredential: 'federated', ...periods };
}

interface CallOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

interface WorldChange {
  settings?: HttpSettings;
  /** Who calls, and what they see. */
  authenticate?: (request: HttpRequest) => Promise<Caller | undefined>;
  /** Who has proven themselves; what they see is for the grants to say. */
  principalOf?: (request: HttpRequest) => Principal | undefined;
  grantUse?: GrantUse;
  /** Made over the world's own clock and log. */
  verifierOf?: (deps: Pick<HttpDeps, 'clock' | 'log'>) => TokenVerifier;
}

/** The HTTP edge over real stores in memory, with a clock that tests move. */
export function createHttpWorld(
  { authenticate, principalOf, grantUse = 'optional', verifierOf, settings = settingsOf('none') }: WorldChange = {},
  openTable: OpenTable = createInMemoryTables(),
) {
  const clock = { at: start, now: () => clock.at, sleep: async () => {}, random: () => 0 };
  const log = createRecordingLog();
  const stores = createStores({ openTable, log });
  const caches = createHttpCaches({ clock, ...stores }, { pollIntervalInMs, grantUse });
  const edge = { settings, ...closedDoors, ...caches };
  const deps: HttpDeps = { clock, log, ...stores, ...edge, ...(authenticate && signIn(authenticate)) };
  if (principalOf) deps.authenticate = async (request) => principalOf(request);
  if (verifierOf) deps.verifier = verifierOf(deps);
  const http = createHttp(deps);
  let requests = 0;

  /** As `call`, without a look at the answer: for great numbers. */
  async function statusOf(path: string, options?: CallOptions): Promise<number> {
    const [name, request] = requestOf(path, options);
    return (await http(name, request, { invocationId: 'one of many' })).status ?? 200;
  }

  async function call(path: string, options: CallOptions = {}): Promise<Answer> {
    const [name, request] = requestOf(path, options);
    requests += 1;
    const answer = answerOf(await http(name, request, { invocationId: `request-${requests}` }));
    verifyAnswer(name, request.method, answer);
    return answer;
  }

  /** Stores a tenant as one pass of the poller leaves it. */
  function poll(tenantId: string, jobs: readonly JobRecord[], patch: FleetPatch = {}, incidents: readonly Incident[] = []): Promise<void> {
    return storeTenant(stores, { tenantId, jobs, incidents, patch, now: clock.at });
  }

  return { clock, log, call, statusOf, poll, ...stores, deps };
}

function requestOf(path: string, { method = 'GET', headers = {}, body }: CallOptions = {}): [RouteName, HttpRequest] {
  const url = path.startsWith('http') ? path : `http://127.0.0.1:7071/api/v1${path}`;
  const { name, params } = findRoute(method, new URL(url).pathname);
  const all = { ...markedHeaders, host: new URL(url).host, ...headers };
  return [name, new HttpRequest({ method, url, headers: all, params, ...(body !== undefined && { body: { string: body } }) })];
}

function answerOf({ status = 200, headers = {}, body }: HttpResponseInit): Answer {
  return readAnswer(status, headers as Record<string, string>, Buffer.from((body as Buffer | string | undefined) ?? ''));
}

export function callerOf(role: Caller['role'], ...tenants: string[]): Caller {
  return person('somebody', role, tenants.length === 0 ? 'all' : onlyTenants(...tenants));
}
