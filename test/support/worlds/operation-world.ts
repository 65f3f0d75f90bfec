import { HttpRequest } from '@azure/functions';
import type { LogEntry } from '../../../dev/graph/server/request-log.ts';
import { signGraphToken } from '../../../dev/graph/tokens/graph-token.ts';
import { clients, operatorRoles } from '../../../dev/graph/world/clients.ts';
import { createGraphOperator } from '../../../lib/adapters/graph/create-graph-operator.ts';
import type { OperationMessage, OutgoingMessages } from '../../../lib/application/operate/operation-message.ts';
import { handleOperationMessage } from '../../../lib/application/operate/run/handle-operation-message.ts';
import { watchOperations } from '../../../lib/application/operate/run/watch-operations.ts';
import type { GraphOperator } from '../../../lib/application/ports/operation-ports.ts';
import type { PollMessage } from '../../../lib/application/tenant/messages/poll-message.ts';
import { createRightsReader, type GrantUse } from '../../../lib/application/tenant/visible/rights-reader.ts';
import type { Caller } from '../../../lib/domain/access/caller.ts';
import type { Principal } from '../../../lib/domain/access/principal.ts';
import type { JobKey } from '../../../lib/domain/job/synchronization-job.ts';
import { createHttp, type HttpAnswer } from '../../../lib/http/create-http.ts';
import { createAdmit } from '../../../lib/http/request/caller/admit.ts';
import { findRoute } from '../../http/support/host-routing.ts';
import { readAnswer } from '../../http/support/raw-request.ts';
import { type Answer, verifyAnswer } from '../../http/support/verify-answer.ts';
import { markedHeaders, markedReason } from '../witness/marker.ts';
import { person } from './callers.ts';
import { createHttpCaches } from './http-caches.ts';
import { signIn } from './sign-in.ts';
import { doorsOf } from './tenant-doors.ts';
import { startTenantWorld, type TenantWorld, type TenantWorldOptions } from './tenant-world.ts';

export const coolDownInMs = 10 * 60_000;
const api = 'http://127.0.0.1:7071/api/v1';

interface PostOptions {
  /** Media types that are taken. */
  accept?: string | undefined;
  key?: string | undefined;
  body?: unknown;
  caller?: Caller | undefined;
  /** Somebody whose rights the grants decide. */
  principal?: Principal | undefined;
}

export interface OperationWorld extends AsyncDisposable {
  tenant: TenantWorld;
  operator: GraphOperator;
  /** Messages that HTTP has left for the worker and nobody has handled yet. */
  waiting: OperationMessage[];
  /** Polls that HTTP has asked for; nobody handles them but a test that wants to. */
  waitingPolls: PollMessage[];
  get(path: string, caller?: Caller): Promise<Answer>;
  /** Any request at all. */
  ask(method: string, path: string, options?: PostOptions): Promise<Answer>;
  post(path: string, options?: PostOptions): Promise<Answer>;
  act(key: JobKey, action: string, options?: PostOptions): Promise<Answer>;
  /** Handles what waits, and the polls that come of it. */
  work(): Promise<void>;
  /** The timer's look at unfinished operations, and the worker after it. */
  watch(): Promise<void>;
  run(message: OperationMessage, operator?: GraphOperator): Promise<void>;
  /** Actions that Graph has received. */
  posts(): LogEntry[];
}

export function admin(name = 'alice', visible?: Caller['visible']): Caller {
  return person(name, 'Admin', visible);
}

export function callerWith(role: Caller['role'], visible?: Caller['visible']): Caller {
  return person(role.toLowerCase(), role, visible);
}

export function jobPath({ tenantId, servicePrincipalId, jobId }: JobKey): string {
  return `/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/${encodeURIComponent(jobId)}`;
}

/** The API, the worker and the poller over one store; Graph is the simulator, time is moved by the test. */
export async function startOperationWorld({
  grantUse = 'optional',
  ...options
}: TenantWorldOptions & { grantUse?: GrantUse } = {}): Promise<OperationWorld> {
  const tenant = await startTenantWorld({ interval: 'PT5M', ...options });
  const { ports, provisioningLog } = tenant;
  const operator = createOperator(tenant, options.timeoutInMs);
  const waiting: OperationMessage[] = [];
  const waitingPolls: PollMessage[] = [];
  const rights = createRightsReader(ports, grantUse);
  const run = async (message: OperationMessage, by: GraphOperator = operator) => {
    for (const next of await handleOperationMessage({ ...ports, provisioningLog, rights, operator: by }, message, 'message'))
      await tenant.handle(next);
  };
  const work = async () => {
    for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) await run(message);
  };
  const ask = createCaller(tenant, grantUse, { waiting, waitingPolls });
  return {
    ...{ tenant, operator, waiting, waitingPolls, run, work, ask },
    get: (path, caller) => ask('GET', path, { caller }),
    post: (path, post) => ask('POST', path, post),
    act: (key, action, { key: idempotencyKey = crypto.randomUUID(), ...rest } = {}) =>
      ask('POST', `${jobPath(key)}/${action}`, { key: idempotencyKey, ...reasonFor(action), ...rest }),
    watch: async () => {
      waiting.push(...(await watchOperations(ports)));
      await work();
    },
    posts: () => tenant.asked().filter(({ method, path }) => method === 'POST' && path.includes('/synchronization/jobs/')),
    [Symbol.asyncDispose]: () => tenant[Symbol.asyncDispose](),
  };
}

// Whoever gives no reason of their own gives one with something in it that nobody may read again.
function reasonFor(action: string): { body?: { reason: string } } {
  return action === 'validateCredentials' || action === 'provisionOnDemand' ? {} : { body: { reason: markedReason } };
}

function createOperator({ graphUrl, shared, clock }: TenantWorld, timeoutInMs: number | undefined): GraphOperator {
  const getToken = (tenantId: string) =>
    signGraphToken(shared.keys, { tenantId, clientId: clients.operatorClientId, roles: operatorRoles }, clock.at - 60_000, 86_400);
  return createGraphOperator({ baseUrl: graphUrl, getToken, clock, ...(timeoutInMs !== undefined && { timeoutInMs }) });
}

function createCaller(
  tenant: TenantWorld,
  grantUse: GrantUse,
  { waiting, waitingPolls }: Pick<OperationWorld, 'waiting' | 'waitingPolls'>,
) {
  const { ports, options, clock } = tenant;
  const callers = new WeakMap<HttpRequest, Caller | Principal>();
  const caches = createHttpCaches(ports, { ...options, grantUse });
  const http = createHttp({
    ...ports,
    settings: {
      authMode: 'none',
      corsOrigins: [],
      pollIntervalInMs: options.pollIntervalInMs,
      graphCredential: 'federated',
      coolDownInMs,
      auditInMs: options.auditInMs,
      leaseInMs: options.leaseInMs,
      seedTenantIds: tenant.tenantIds,
      consent: { loginBaseUrl: 'https://login.microsoftonline.com', ...clients },
    },
    ...doorsOf(tenant),
    ...caches,
    ...signIn(async (request) => callers.get(request), createAdmit(caches.rights, undefined)),
  });
  let requests = 0;
  return async (method: string, path: string, { accept, key, body, caller, principal }: PostOptions = {}): Promise<Answer> => {
    const url = path.startsWith('http') ? path : `${api}${path}`;
    const { name, params } = findRoute(method, new URL(url).pathname);
    const headers = {
      ...markedHeaders,
      host: '127.0.0.1:7071',
      ...(accept && { accept }),
      ...(key && { 'idempotency-key': key }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const request = new HttpRequest({
      method,
      url,
      headers,
      params,
      ...(body !== undefined && { body: { string: JSON.stringify(body) } }),
    });
    callers.set(request, principal ?? caller ?? admin());
    requests += 1;
    const raw = await http(name, request, { invocationId: `request-${clock.at}-${requests}` });
    waiting.push(...operationsOf(raw.messages));
    waitingPolls.push(...(raw.messages?.['poll-tenant'] ?? []));
    const answer = readAnswer(raw.status ?? 200, raw.headers as Record<string, string>, bytesOf(raw));
    verifyAnswer(name, method, answer);
    return answer;
  };
}

function operationsOf(messages: OutgoingMessages | undefined): OperationMessage[] {
  return messages?.['run-operation'] ?? [];
}

function bytesOf({ body }: HttpAnswer): Buffer {
  return Buffer.from((body as Buffer | string | undefined) ?? '');
}
