import { randomUUID } from 'node:crypto';

type Row = Record<string, unknown> & { id: string };

/** What the directory holds. */
export interface DirectoryState {
  applications: Row[];
  principals: Row[];
  assignments: Row[];
  trusts: Map<string, Row[]>;
  /** What is made from now on is unknown to this many requests that ask for it. */
  lag: number;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface World {
  directory: DirectoryState;
  unheard: Map<string, number>;
  prefer: string;
  base: string;
}

type Body = Record<string, never>;

/** The answer of Graph to one request that is allowed. */
export function answerTo(world: World, method: string, path: string, body: Body): Answer {
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

export function fault(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message, innerError: { date: '2026-01-01T00:00:00', 'request-id': randomUUID() } } } };
}
