import { describe, expect, it } from '@jest/globals';
import { tooManyDeletes } from '../../../dev/graph/demo/causes.ts';
import type { GrantTerms } from '../../../lib/domain/access/grant.ts';
import type { Principal } from '../../../lib/domain/access/principal.ts';
import { nameOf, principal } from '../../http/support/people.ts';
import type { OperationWorld } from '../../support/worlds/operation-world.ts';
import { jobPath } from '../../support/worlds/operation-world.ts';
import { auditOf, worldWith } from './one-job.ts';

const chief = principal(1, 'Admin');
const ann = principal(2, 'Operator');
const bob = principal(3, 'Admin');
const portal = '11111111-0000-4000-8000-00000000000c';
const robot = principal(4, 'Admin', 'app', portal);
const parked = { cause: tooManyDeletes, quarantinedForHours: 1 };
const rounds = process.env.SOAK === '1' ? 50 : 5;

async function grant(world: OperationWorld, who: Principal, terms: Partial<GrantTerms>): Promise<void> {
  const answer = await world.ask('PUT', `/grants/${nameOf(who)}`, { principal: chief, body: { scopes: [], ...terms } });
  expect([200, 201]).toContain(answer.status);
}

const everywhereIn = ({ tenant }: OperationWorld) => ({ scopes: [{ tenantId: tenant.tenantId }] });

function act(
  world: OperationWorld,
  who: Principal,
  action: string,
  { key = crypto.randomUUID(), body }: { key?: string; body?: unknown } = {},
) {
  return world.ask('POST', `${jobPath(world.tenant.jobAt().key)}/${action}`, { principal: who, key, body });
}

/** What the job holds back. */
const figure = { stagedDeletes: tooManyDeletes.parkedDeletes };

/** A destructive restart that waits for a second administrator. */
async function waiting(world: OperationWorld, who: Principal): Promise<string> {
  const { jobId } = world.tenant.jobAt().key;
  const { status, json } = await act(world, who, 'restart', { body: { resetScope: ['ForceDeletes'], confirm: jobId, ...figure } });
  expect({ status, is: json.status }).toEqual({ status: 202, is: 'AwaitingApproval' });
  return json.operationId;
}

const approve = (world: OperationWorld, operationId: string, who: Principal) =>
  world.ask('POST', `/operations/${operationId}/approve`, { principal: who, body: figure });
const statusOf = async (world: OperationWorld, operationId: string) => (await world.get(`/operations/${operationId}`)).json;

describe('an action that was accepted', () => {
  it.each<[string, (world: OperationWorld) => Partial<GrantTerms>]>([
    ['has no scopes any more', () => ({ scopes: [] })],
    ['lies elsewhere now', () => ({ scopes: [{ tenantId: '99999999-1111-4111-8111-111111111111' }] })],
    ['permits only to look now', (world) => ({ scopes: [{ tenantId: world.tenant.tenantId, cap: 'Reader' }] })],
    ['blocks its holder now', (world) => ({ ...everywhereIn(world), blocked: true })],
  ])('is canceled without a POST when the grant of whoever asked %s', async (_, terms) => {
    await using world = await worldWith();
    await grant(world, ann, everywhereIn(world));
    const { status, json } = await act(world, ann, 'clearQuarantine');
    expect(status).toBe(202);
    await grant(world, ann, terms(world));
    world.tenant.clock.advance(1_000);
    await world.work();
    expect(await statusOf(world, json.operationId)).toMatchObject({ status: 'Canceled', error: { code: 'AuthorizationRevoked' } });
    expect(world.posts()).toEqual([]);
    expect(await auditOf(world)).toMatchObject([
      { phase: 'outcome', outcome: 'Canceled', code: 'AuthorizationRevoked' },
      { phase: 'intent' },
    ]);
  });

  it('is sent when the grant only became another one that permits it, too', async () => {
    await using world = await worldWith();
    const { servicePrincipalId, jobId } = world.tenant.jobAt().key;
    await grant(world, ann, everywhereIn(world));
    const { json } = await act(world, ann, 'clearQuarantine');
    await grant(world, ann, { scopes: [{ tenantId: world.tenant.tenantId, servicePrincipalId, jobId, cap: 'Operator' }] });
    await world.work();
    expect((await statusOf(world, json.operationId)).status).toBe('Succeeded');
    expect(world.posts()).toHaveLength(1);
  });

  it('is canceled where it needed an administrator and the grant permits only safe actions now', async () => {
    await using world = await worldWith();
    const { jobId } = world.tenant.jobAt().key;
    const { json } = await act(world, bob, 'restart', { body: { resetScope: ['Full'], confirm: jobId } });
    await grant(world, bob, { scopes: [{ tenantId: world.tenant.tenantId, cap: 'Operator' }] });
    await world.work();
    expect((await statusOf(world, json.operationId)).error.code).toBe('AuthorizationRevoked');
    expect(world.posts()).toEqual([]);
  });

  it('under the same key is never answered to another actor, nor to whoever lost the right', async () => {
    await using world = await worldWith();
    await grant(world, ann, everywhereIn(world));
    const first = await act(world, ann, 'clearQuarantine', { key: 'k' });
    const other = await act(world, bob, 'clearQuarantine', { key: 'k' });
    expect(other).toMatchObject({ status: 409, json: { code: 'OperationActive' } });
    await world.work();
    expect((await act(world, ann, 'clearQuarantine', { key: 'k' })).json.operationId).toBe(first.json.operationId);
    await grant(world, ann, {
      scopes: [{ tenantId: world.tenant.tenantId, cap: 'Reader' }, { tenantId: '99999999-1111-4111-8111-111111111111' }],
    });
    expect(await act(world, ann, 'clearQuarantine', { key: 'k' })).toMatchObject({ status: 403, json: { code: 'CappedByGrant' } });
    await grant(world, ann, { scopes: [] });
    expect((await act(world, ann, 'clearQuarantine', { key: 'k' })).status).toBe(404);
    expect(world.posts()).toHaveLength(1);
  });
});

describe('an approval', () => {
  it('is for a person, another one than who asked, and not by the application that asked', async () => {
    await using world = await worldWith(parked);
    const byPerson = await waiting(world, chief);
    const refused = { status: 403, json: { code: 'SecondAdminRequired' } };
    expect(await approve(world, byPerson, chief)).toMatchObject(refused);
    expect(await approve(world, byPerson, robot)).toMatchObject(refused);
    const guest = {
      ...chief,
      tenantId: 'bbbbbbbb-0000-4000-8000-000000000000',
      actor: `bbbbbbbb-0000-4000-8000-000000000000/${chief.objectId}`,
    };
    expect(await approve(world, byPerson, guest)).toMatchObject(refused);
    expect((await world.ask('POST', `/operations/${byPerson}/reject`, { principal: robot })).json.status).toBe('Canceled');
    const byRobot = await waiting(world, robot);
    expect(await approve(world, byRobot, { ...bob, clientId: portal })).toMatchObject(refused);
    expect(await approve(world, byRobot, bob)).toMatchObject({ status: 200, json: { status: 'NotStarted', decidedBy: bob.actor } });
  });

  it('comes too late once the grant of whoever asked is gone: the operation is canceled', async () => {
    await using world = await worldWith(parked);
    const operationId = await waiting(world, bob);
    await grant(world, bob, { scopes: [] });
    for (const _ of ['once', 'again']) {
      expect(await approve(world, operationId, chief)).toMatchObject({ status: 409, json: { code: 'AuthorizationRevoked' } });
    }
    expect(await statusOf(world, operationId)).toMatchObject({ status: 'Canceled', error: { code: 'AuthorizationRevoked' } });
    await world.watch();
    expect(world.posts()).toEqual([]);
  });

  it('counts for nothing once the grant of whoever approved is gone', async () => {
    await using world = await worldWith(parked);
    const operationId = await waiting(world, chief);
    expect((await approve(world, operationId, bob)).status).toBe(200);
    await grant(world, bob, { scopes: [{ tenantId: world.tenant.tenantId, cap: 'Operator' }] }).catch(() => undefined);
    await world.work();
    expect((await statusOf(world, operationId)).error.code).toBe('AuthorizationRevoked');
    expect(world.posts()).toEqual([]);
  });

  it('needs an administrator of that job', async () => {
    await using world = await worldWith(parked);
    const operationId = await waiting(world, chief);
    await grant(world, bob, {
      scopes: [{ tenantId: world.tenant.tenantId, cap: 'Operator' }, { tenantId: '99999999-1111-4111-8111-111111111111' }],
    });
    for (const decision of ['approve', 'reject']) {
      const answer = await world.ask('POST', `/operations/${operationId}/${decision}`, { principal: bob });
      expect(answer).toMatchObject({ status: 403, json: { code: 'CappedByGrant' } });
    }
    await grant(world, bob, { scopes: [{ tenantId: '99999999-1111-4111-8111-111111111111' }] });
    expect((await approve(world, operationId, bob)).status).toBe(404);
  });

  it(`of twenty at once is one decision and one POST, in each of ${rounds} rounds`, async () => {
    const people = Array.from({ length: 20 }, (_, at) => principal(100 + at, 'Admin'));
    for (let round = 0; round < rounds; round += 1) {
      await using world = await worldWith(parked);
      const operationId = await waiting(world, chief);
      const decisions = people.map((who, at) =>
        at % 4 === 3 ? world.ask('POST', `/operations/${operationId}/reject`, { principal: who }) : approve(world, operationId, who),
      );
      const answers = await Promise.all(decisions);
      const { decidedBy, status } = await statusOf(world, operationId);
      expect(people.map(({ actor }) => actor)).toContain(decidedBy);
      for (const { status: code, json } of answers) {
        if (code === 200) expect(json.decidedBy).toBe(decidedBy);
        else expect([code, json.code]).toEqual([409, expect.stringMatching(/^(?:NotAwaitingApproval|Conflict)$/)]);
      }
      await Promise.all([world.work(), world.work(), world.watch()]);
      expect(world.posts()).toHaveLength(status === 'Canceled' ? 0 : 1);
    }
  }, 600_000);
});
