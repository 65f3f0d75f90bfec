import { describe, expect, it } from '@jest/globals';
import { incidentHash } from '../../../lib/application/tenant/identifiers.ts';
import type { GrantTerms } from '../../../lib/domain/access/grant.ts';
import type { Principal } from '../../../lib/domain/access/principal.ts';
import type { Role } from '../../../lib/domain/access/roles.ts';
import type { OperationRecord } from '../../../lib/domain/operation/operation.ts';
import type { Operation } from '../../../lib/http/operations/define-operation.ts';
import { operations } from '../../../lib/http/operations.ts';
import { type HttpRoute, type OperationId, routes } from '../../../lib/http/routes.ts';
import { sampleIncident, sampleJob, sampleOperation } from '../../support/storage/state-samples.ts';
import { nameOf, principal, signedIn } from '../support/people.ts';
import { createHttpWorld, start } from '../support/support.ts';

const [tenantId, otherTenant] = ['aaaaaaaa-1111-4111-8111-111111111111', 'bbbbbbbb-1111-4111-8111-111111111111'] as const;
const servicePrincipalId = '00000001-2222-4222-8222-222222222222';
const job = { tenantId, servicePrincipalId, jobId: 'job-1' };
const scope = { kind: 'job', servicePrincipalId, jobId: job.jobId } as const;
const hash = incidentHash(scope, 'quarantine');
const [incidentId, operationId] = [`${tenantId}.${hash}.1`, `${tenantId}.${'o'.repeat(22)}`];
const somebodyElse = principal(9, 'Admin');

type World = ReturnType<typeof createHttpWorld>;

/** What a grant leaves of the target job, told by hand: the most that may be done anywhere, and at the job; whether a part of its tenant is seen. */
interface Shape {
  terms: GrantTerms | undefined;
  anywhere: Role | 'blocked';
  atJob: Role | undefined;
  seesPart: boolean;
  /** Whether all of the tenant is seen. */
  seesAll?: true;
  /** Whether they are an administrator of all of the tenant. */
  rulesTenant?: true;
  /** Whether what is granted is no more than the job, or no less than everything: what a manager of grants needs to see a row about the job. */
  hasAll?: true;
}

const everywhere = { tenantId: otherTenant };
const shapes: Record<string, Shape> = {
  'no grant': { terms: undefined, anywhere: 'Admin', atJob: 'Admin', seesPart: true, seesAll: true, rulesTenant: true, hasAll: true },
  'the tenant': { terms: { scopes: [{ tenantId }] }, anywhere: 'Admin', atJob: 'Admin', seesPart: true, seesAll: true, rulesTenant: true },
  'the service principal': { terms: { scopes: [{ tenantId, servicePrincipalId }] }, anywhere: 'Admin', atJob: 'Admin', seesPart: true },
  'the job': { terms: { scopes: [job] }, anywhere: 'Admin', atJob: 'Admin', seesPart: true },
  'another job': { terms: { scopes: [{ ...job, jobId: 'job-2' }] }, anywhere: 'Admin', atJob: undefined, seesPart: true },
  'another tenant': { terms: { scopes: [everywhere] }, anywhere: 'Admin', atJob: undefined, seesPart: false },
  'no scopes': { terms: { scopes: [] }, anywhere: 'Admin', atJob: undefined, seesPart: false },
  'a Reader here, more elsewhere': {
    terms: { scopes: [{ tenantId, cap: 'Reader' }, everywhere] },
    anywhere: 'Admin',
    atJob: 'Reader',
    seesPart: true,
    seesAll: true,
  },
  'an Operator of the job in a tenant to look at': {
    terms: { scopes: [{ tenantId, cap: 'Reader' }, { ...job, cap: 'Operator' }, everywhere] },
    anywhere: 'Admin',
    atJob: 'Operator',
    seesPart: true,
    seesAll: true,
  },
  'a Reader everywhere': {
    terms: { cap: 'Reader', scopes: [{ tenantId }] },
    anywhere: 'Reader',
    atJob: 'Reader',
    seesPart: true,
    seesAll: true,
  },
  blocked: { terms: { scopes: [{ tenantId }], blocked: true }, anywhere: 'blocked', atJob: undefined, seesPart: false },
};

/** What a route is about: nothing of the fleet, a tenant of which a part is enough, which has to be seen whole, or which has to be theirs, the job, or a row of the table of grants about the job. */
type About = 'nothing' | 'tenant' | 'tenantSeenWhole' | 'wholeTenant' | 'job' | 'grant';

interface Sample {
  about: About;
  /** The status when nothing stands in the way. */
  status: number;
  body?: unknown;
  query?: string;
}

const listed = { about: 'nothing', status: 200 } as const;
const action = { about: 'job', status: 202 } as const;
const decision = { about: 'job', status: 200 } as const;

/** One request for each function. A function without a line here does not compile. */
const samples = {
  'acknowledge-incident': { about: 'job', status: 200 },
  'approve-operation': decision,
  'check-tenant': { about: 'wholeTenant', status: 200 },
  'clear-quarantine': action,
  'delete-grant': { about: 'grant', status: 204 },
  'delete-tenant': { about: 'wholeTenant', status: 204 },
  'diagnose-connectivity': { ...listed, body: { hosts: ['*.microsoftonline.com'] } },
  'explain-text': { ...listed, body: { text: 'AADSTS700016' } },
  'get-agents': { about: 'tenant', status: 200 },
  'get-directory-sync': { about: 'tenantSeenWhole', status: 200 },
  'get-docs': listed,
  'get-docs-types': listed,
  'get-error': listed,
  'get-fleet-status': listed,
  'get-grant': { about: 'grant', status: 200 },
  'get-health-live': listed,
  'get-health-ready': listed,
  'get-incident': { about: 'job', status: 200 },
  'get-job': { about: 'job', status: 200 },
  'get-job-history': { about: 'job', status: 200 },
  'get-job-trend': { about: 'job', status: 200 },
  'get-me': listed,
  'get-metrics': listed,
  'get-openapi': listed,
  'get-operation': { about: 'job', status: 200 },
  'get-tenant': { about: 'tenant', status: 200 },
  'get-topic': listed,
  'list-audit': { about: 'tenant', status: 200, query: `?tenantId=${tenantId}` },
  'list-changes': listed,
  'list-endpoints': listed,
  'list-error-sightings': listed,
  'list-errors': { ...listed, query: '?pageSize=1' },
  'list-grants': listed,
  'list-incidents': listed,
  'list-job-groups': { ...listed, query: '?by=cause' },
  'list-jobs': listed,
  'list-operations': { about: 'tenant', status: 200, query: `?tenantId=${tenantId}` },
  'list-preceding-changes': { about: 'job', status: 200 },
  'list-provisioning-errors': { about: 'job', status: 200 },
  'list-rules': { about: 'job', status: 200 },
  'list-staged-deletes': { about: 'job', status: 200 },
  'list-tenants': listed,
  'list-topics': listed,
  'pause-job': action,
  'provision-on-demand': { ...action, body: { ruleId: 'r', subjects: [{ objectId: 'o', objectTypeName: 'User' }] } },
  'put-grant': { about: 'grant', status: 200, body: { scopes: [job], note: 'changed' } },
  'put-tenant': { about: 'wholeTenant', status: 200, body: { displayName: 'Contoso' } },
  'reject-operation': decision,
  'restart-job': action,
  'snooze-incident': { about: 'job', status: 200, body: { until: new Date(start + 3_600_000).toISOString() } },
  'start-job': action,
  'validate-credentials': action,
} satisfies Record<OperationId, Sample>;

const waiting: Partial<OperationRecord> = {
  status: 'AwaitingApproval',
  approvalUntil: new Date(start + 60_000).toISOString(),
  request: { resetScope: ['ForceDeletes'] },
};

async function startWorld(id: OperationId, caller: Principal): Promise<World> {
  const world = createHttpWorld({ principalOf: signedIn({ caller }) });
  const own = sampleJob(1);
  const quarantine = { reason: 'EncounteredQuarantineException', seriesCount: 1 };
  const record = { ...own, ...job, snapshot: { ...own.snapshot, jobId: job.jobId, state: 'Quarantine', quarantine } as const };
  const incident = sampleIncident(hash, { tenantId, incidentId, scope });
  await world.poll(tenantId, [record], {}, [incident]);
  await world.poll(otherTenant, []);
  await world.state.commit(tenantId, [[{ type: 'incident', value: incident }]]);
  const needsOperation = ['approve-operation', 'reject-operation', 'get-operation'].includes(id);
  const operation = sampleOperation('o'.repeat(22), { ...job, operationId, actor: somebodyElse.actor, ...waiting });
  if (needsOperation) await world.operations.create(operation);
  return world;
}

async function grant(world: World, { tenantId: home, objectId }: Principal, terms: GrantTerms): Promise<void> {
  const at = new Date(start).toISOString();
  await world.grants.create({ v: 1, tenantId: home, objectId, ...terms, createdAt: at, updatedAt: at, updatedBy: 'home/somebody' });
}

const parameters: Record<string, string> = {
  ...job,
  incidentId,
  operationId,
  code: 'AADSTS700016',
  id: 'seamless-sso',
  principal: nameOf(somebodyElse),
};

async function ask(world: World, id: OperationId, more = ''): Promise<{ status: number; code: string | undefined }> {
  const { route, methods }: HttpRoute = routes[id];
  const { body, query = '' }: Sample = samples[id];
  const path = route.replace(/^v1/, '').replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
  const headers = { 'x-who': 'caller', 'idempotency-key': 'k', ...(body !== undefined && { 'content-type': 'application/json' }) };
  const { status, json } = await world.call(`${path}${query}${more && `${query === '' ? '?' : '&'}${more}`}`, {
    method: methods[0] ?? 'GET',
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status, code: status >= 400 ? json.code : undefined };
}

const rank = { none: 0, Reader: 1, Operator: 2, Admin: 3 } as const;
const lesser = (one: Role | 'none', other: Role) => (rank[one] <= rank[other] ? one : other);
const refused = (status: number, code: string) => ({ status, code });

/** The order of judgement, told without the product: 401, 403 for a role held nowhere, 404, 403 on this target. */
function expected(
  id: OperationId,
  role: Role | 'none',
  kind: Principal['kind'],
  shape: Shape,
): { status: number; code: string | undefined } {
  const needed: Role | 'open' = operations[id].role;
  const { about, status }: Sample = samples[id];
  const good = { status, code: undefined };
  if (needed === 'open') return good;
  if (shape.anywhere === 'blocked') return refused(403, 'Blocked');
  if (rank[lesser(role, shape.anywhere)] < rank[needed]) return refused(403, 'Forbidden');
  if (about === 'tenant') return shape.seesPart ? good : refused(404, 'NotFound');
  if (about === 'tenantSeenWhole') return shape.seesAll ? good : refused(404, 'NotFound');
  if (about === 'wholeTenant') {
    if (shape.rulesTenant) return good;
    // Who does not see it cannot be told whether they would add it.
    return shape.seesPart || id === 'put-tenant' ? refused(403, 'CappedByGrant') : refused(404, 'NotFound');
  }
  if (about === 'job') {
    if (shape.atJob === undefined) return refused(404, 'NotFound');
    if (rank[lesser(role, shape.atJob)] < rank[needed]) return refused(403, 'CappedByGrant');
    return id === 'approve-operation' && kind === 'app' ? refused(403, 'SecondAdminRequired') : good;
  }
  if (about === 'grant' && shape.hasAll === undefined) {
    // Who does not see it cannot be told whether they would write the first.
    if (shape.atJob !== 'Admin') return id === 'put-grant' ? refused(403, 'CappedByGrant') : refused(404, 'NotFound');
    return id === 'delete-grant' ? refused(403, 'CappedByGrant') : good;
  }
  return good;
}

const cells = (Object.keys(operations) as OperationId[]).flatMap((id) =>
  (['none', 'Reader', 'Operator', 'Admin'] as const).flatMap((role) =>
    (['user', 'app'] as const).flatMap((kind) => Object.entries(shapes).map(([name, shape]) => ({ id, role, kind, name, shape }))),
  ),
);
const byRoute = Map.groupBy(cells, ({ id }) => id);

describe(`each of ${byRoute.size} routes for each role, kind of token and grant: ${cells.length} cells`, () => {
  it.each([...byRoute])('%s answers as the order of judgement says', async (id, own) => {
    for (const { role, kind, name, shape } of own) {
      const caller = principal(1, role, kind);
      const world = await startWorld(id, caller);
      if (shape.terms !== undefined) await grant(world, caller, shape.terms);
      if (samples[id].about === 'grant') await grant(world, somebodyElse, { scopes: [job] });
      const answer = await ask(world, id);
      expect({ role, kind, name, ...answer }).toEqual({ role, kind, name, ...expected(id, role, kind, shape) });
    }
  });

  it.each([...byRoute.keys()])('%s tells of a fault of the request whoever holds the role somewhere, and nobody else', async (id) => {
    for (const role of ['none', 'Reader', 'Operator', 'Admin'] as const) {
      for (const name of ['no grant', 'another tenant', 'a Reader here, more elsewhere', 'a Reader everywhere', 'blocked']) {
        const shape = shapes[name];
        const caller = principal(1, role);
        const world = createHttpWorld({ principalOf: signedIn({ caller }) });
        if (shape?.terms !== undefined) await grant(world, caller, shape.terms);
        const right = shape && expected(id, role, 'user', { ...shape, atJob: 'Admin', seesPart: true, seesAll: true });
        const isLetIn = right?.code === undefined || right.code === 'CappedByGrant';
        const answer = await ask(world, id, 'colour=red');
        expect({ role, name, ...answer }).toEqual({ role, name, ...(isLetIn ? refused(400, 'InvalidRequest') : right) });
      }
    }
  });

  it.each([...byRoute.keys()])('%s lets nobody in who proves nothing, unless it is open', async (id) => {
    const world = createHttpWorld({ principalOf: () => undefined });
    const { role }: Operation = operations[id];
    const { status } = await ask(world, id);
    if (role === 'open') expect(status).not.toBe(401);
    else expect(status).toBe(401);
  });
});
