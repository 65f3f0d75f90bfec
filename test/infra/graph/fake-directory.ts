import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Row = Record<string, unknown> & { id: string };

interface Seen {
  method: string;
  path: string;
  status: number;
}

interface Rule {
  method: string;
  path: RegExp;
  times: number;
}

export interface FakeDirectory extends AsyncDisposable {
  baseUrl: string;
  seen: Seen[];
  applications: Row[];
  principals: Row[];
  assignments: Row[];
  trusts: Map<string, Row[]>;
  /** What is made from now on is unknown to this many requests that ask for it. */
  lag: number;
  /** Knows the principal of an identity only after this many requests that name it. */
  forget(principalId: string, requests: number): void;
  /** Refuses whoever asks for it, as Graph refuses who lacks the role. */
  forbid(method: string, path: RegExp): void;
  /** Answers 429 to the next requests that match. */
  throttle(method: string, path: RegExp, times: number): void;
  /** Carries out the next request that matches, and breaks the connection instead of answering. */
  loseAnswer(method: string, path: RegExp): void;
}

const application = (value: string, id = randomUUID()) => ({ id, value, allowedMemberTypes: ['Application'], isEnabled: true });

/** The roles of Graph, each with an id of this directory, and a delegated one of a like name. */
const graphRoles = [
  'Synchronization.ReadWrite.All',
  'Application.Read.All',
  'Organization.Read.All',
  'AuditLog.Read.All',
  'Directory.Read.All',
  'ProvisioningLog.Read.All',
  'Synchronization.Read.All',
];

/**
 * A directory on the loopback that answers as Graph does: lists in pages, refusals by code and text, duplicates by 400 or 409 as each kind
 * has it, and replicas that have not heard yet of what was just made.
 */
export async function startFakeDirectory(roles: readonly string[] = graphRoles): Promise<FakeDirectory> {
  const graph = {
    id: randomUUID(),
    appId: '00000003-0000-0000-c000-000000000000',
    appRoles: [{ ...application('Synchronization.Read.All'), allowedMemberTypes: ['User'] }, ...roles.map((value) => application(value))],
  };
  const rules = { forbidden: [] as Rule[], throttled: [] as Rule[], lost: [] as Rule[] };
  const unheard = new Map<string, number>();
  const directory: Omit<FakeDirectory, 'baseUrl' | typeof Symbol.asyncDispose> = {
    seen: [],
    applications: [],
    principals: [graph],
    assignments: [],
    trusts: new Map(),
    lag: 0,
    forget: (principalId, requests) => void unheard.set(principalId, requests),
    forbid: (method, path) => void rules.forbidden.push({ method, path, times: Number.POSITIVE_INFINITY }),
    throttle: (method, path, times) => void rules.throttled.push({ method, path, times }),
    loseAnswer: (method, path) => void rules.lost.push({ method, path, times: 1 }),
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = decodeURIComponent(request.url ?? '').replace(/^\/v1\.0/, '');
    const method = request.method ?? '';
    const text = Buffer.concat(chunks).toString();
    const applies = (list: Rule[]) => {
      const rule = list.find((each) => each.method === method && each.path.test(path) && each.times > 0);
      if (rule) rule.times -= 1;
      return rule !== undefined;
    };
    const answer = (() => {
      if (request.headers.authorization !== 'Bearer token') return fault(401, 'InvalidAuthenticationToken', 'Access token is empty.');
      if (applies(rules.throttled)) return { ...fault(429, 'TooManyRequests', 'Too many requests'), headers: { 'retry-after': '7' } };
      if (applies(rules.forbidden)) return fault(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
      const prefer = String(request.headers.prefer ?? '');
      return answerTo(
        { directory, unheard, prefer, base: `http://${request.headers.host}` },
        method,
        path,
        text === '' ? {} : JSON.parse(text),
      );
    })();
    directory.seen.push({ method, path, status: answer.status });
    if (answer.status < 300 && applies(rules.lost)) request.socket.destroy();
    else write(response, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(directory, {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

interface World {
  directory: Omit<FakeDirectory, 'baseUrl' | typeof Symbol.asyncDispose>;
  unheard: Map<string, number>;
  prefer: string;
  base: string;
}

type Body = Record<string, never>;

function answerTo(world: World, method: string, path: string, body: Body): Answer {
  const [resource = '', query = ''] = path.split('?');
  const key =
    /^\/(applications|servicePrincipals)\((\w+)='([^']*)'\)(\/.*)?$/.exec(resource) ??
    /^\/(applications|servicePrincipals)\/([^/]+)(\/.*)?$/.exec(resource);
  if (resource === '/servicePrincipals' && method === 'POST') return addPrincipal(world, body);
  if (!key) return fault(400, 'Request_BadRequest', `no such segment: ${resource}`);
  const [kind, name, value, below] = key.length === 5 ? [key[1], key[2], key[3], key[4]] : [key[1], 'id', key[2], key[3]];
  const rows = kind === 'applications' ? world.directory.applications : world.directory.principals;
  const row = rows.find((each) => each[name ?? ''] === value && !isUnheard(world, each));
  if (name === 'uniqueName' && method === 'PATCH' && world.prefer.includes('create-if-missing')) return upsert(world, value ?? '', body);
  if (!row && !(below === '/appRoleAssignments' && kind === 'servicePrincipals' && isIdentity(world, value ?? '')))
    return notFound(value ?? '');
  if (below?.startsWith('/appRoleAssignments')) return assignmentsOf(world, method, value ?? '', body, query);
  if (below?.startsWith('/federatedIdentityCredentials')) return trustsOf(world, method, row?.id ?? '', below.split('/')[2], body, query);
  if (method === 'PATCH' && row) return patch(row, body);
  return { status: 200, body: row };
}

// An identity of Azure has a principal that nobody here made.
function isIdentity({ unheard }: World, id: string): boolean {
  const left = unheard.get(id) ?? 0;
  unheard.set(id, Math.max(0, left - 1));
  return left === 0;
}

function isUnheard({ unheard }: World, { id }: Row): boolean {
  const left = unheard.get(id) ?? 0;
  if (left > 0) unheard.set(id, left - 1);
  return left > 0;
}

function upsert(world: World, uniqueName: string, body: Body): Answer {
  const { directory, unheard } = world;
  const known = directory.applications.find((each) => each.uniqueName === uniqueName);
  if (known) return patch(known, body);
  const made: Row = { ...(body as object), id: randomUUID(), appId: randomUUID(), uniqueName };
  directory.applications.push(made);
  directory.trusts.set(made.id, []);
  unheard.set(made.id, directory.lag);
  return { status: 201, body: made };
}

// https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/cannot-delete-or-update-enabled-entitlement
function patch(row: Row, body: Body): Answer {
  const ids = (list: unknown) => new Set(((list ?? []) as { id: string }[]).map(({ id }) => id));
  const lists = [
    [row.appRoles, body.appRoles],
    [Reflect.get(row.api ?? {}, 'oauth2PermissionScopes'), body.api && Reflect.get(body.api, 'oauth2PermissionScopes')],
  ];
  const isLost = lists.some(([before, after]) => after !== undefined && [...ids(before)].some((id) => !ids(after).has(id)));
  if (isLost)
    return fault(
      400,
      'CannotDeleteOrUpdateEnabledEntitlement',
      'Permission (scope or role) cannot be deleted or updated unless disabled first.',
    );
  Object.assign(row, body);
  return { status: 204 };
}

let refusals = 0;

function addPrincipal(world: World, body: Body): Answer {
  const { directory } = world;
  const backing = directory.applications.find((each) => each.appId === body.appId);
  if (!backing || isUnheard(world, backing)) {
    refusals += 1;
    return refusals % 2 === 0
      ? fault(
          400,
          'Request_BadRequest',
          `The appId '${body.appId}' of the service principal does not reference a valid application object.`,
        )
      : fault(
          403,
          'Authorization_RequestDenied',
          'When using this permission, the backing application of the service principal being created must in the local tenant',
        );
  }
  if (directory.principals.some((each) => each.appId === body.appId)) {
    return fault(
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      'The service principal cannot be created, updated, or restored because the service principal name is already in use.',
    );
  }
  const made = { ...(body as object), id: randomUUID(), appId: body.appId };
  directory.principals.push(made);
  world.unheard.set(made.id, directory.lag);
  return { status: 201, body: made };
}

function assignmentsOf(world: World, method: string, principalId: string, body: Body, query: string): Answer {
  const own = world.directory.assignments.filter((each) => each.principalId === principalId);
  if (method === 'GET') return page(world, `/servicePrincipals/${principalId}/appRoleAssignments`, own, query);
  if (own.some((each) => each.appRoleId === body.appRoleId && each.resourceId === body.resourceId)) {
    return fault(400, 'Request_BadRequest', 'Permission being assigned already exists on the object');
  }
  const made = { ...(body as object), id: randomUUID(), principalId };
  world.directory.assignments.push(made);
  return { status: 201, body: made };
}

function trustsOf(world: World, method: string, applicationId: string, id: string | undefined, body: Body, query: string): Answer {
  const own = world.directory.trusts.get(applicationId) ?? [];
  if (method === 'GET') return page(world, `/applications/${applicationId}/federatedIdentityCredentials`, own, query);
  const known = own.find((each) => (id === undefined ? each.name === body.name : each.id === id));
  if (method === 'PATCH') return known ? patch(known, body) : notFound(id ?? '');
  if (known)
    return fault(409, 'Request_MultipleObjectsWithSameKeyValue', `FederatedIdentityCredential with name ${body.name} already exists.`);
  own.push({ ...(body as object), id: randomUUID() });
  return { status: 201, body: own.at(-1) };
}

function page({ base }: World, path: string, rows: Row[], query: string): Answer {
  const skip = Number(new URLSearchParams(query).get('$skiptoken') ?? 0);
  const more = rows.length > skip + 2 ? { '@odata.nextLink': `${base}/v1.0${path}?$skiptoken=${skip + 2}` } : {};
  return { status: 200, body: { value: rows.slice(skip, skip + 2), ...more } };
}

function notFound(id: string): Answer {
  return fault(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

function fault(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message, innerError: { date: '2026-01-01T00:00:00', 'request-id': randomUUID() } } } };
}

function write(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
