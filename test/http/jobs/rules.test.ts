import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clients, readerRoles } from '../../../dev/graph/world/clients.ts';
import { onlyTenants } from '../../support/worlds/callers.ts';
import { callerWith, jobPath, type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';

let world: OperationWorld;
beforeAll(async () => {
  world = await startOperationWorld({ tenants: 2, servicePrincipalsPerTenant: 2 });
  await world.tenant.tick();
});
afterAll(async () => world[Symbol.asyncDispose]());

const place = (servicePrincipal = 0, tenant = 0) => `${jobPath(world.tenant.jobAt(servicePrincipal, 0, tenant).key)}/rules`;
const asked = () => world.tenant.asked().filter(({ path }) => path.endsWith('/schema'));
const wait = (minutes: number) => {
  world.tenant.clock.at += minutes * 60_000;
  world.tenant.forget();
};

describe('GET …/rules', () => {
  it('tells the ids, names and object types of the rules of the job', async () => {
    const { status, json } = await world.get(place());
    expect(status).toBe(200);
    expect(json).toMatchObject({ truncated: false, readAt: expect.any(String) });
    expect(json.value).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: 'Active Directory to Azure Active Directory',
        sourceDirectoryName: 'Active Directory',
        targetDirectoryName: 'Azure Active Directory',
        objectMappings: [
          { sourceObjectName: 'user', targetObjectName: 'User', enabled: true },
          { sourceObjectName: 'group', targetObjectName: 'Group', enabled: true },
          { sourceObjectName: 'contact', targetObjectName: 'Contact', enabled: false },
        ],
      },
    ]);
  });

  it.each([
    ['a rule without an id', [{ name: 'x' }]],
    ['a rule whose id is too long', [{ id: 'x'.repeat(201) }]],
    ['an entry that is no rule', [7]],
    ['an object type without a name', [{ id: 'rule', objectMappings: [{ sourceObjectName: '' }] }]],
  ])('are not whole where the schema holds %s', async (_, synchronizationRules) => {
    wait(61);
    world.tenant.fault({ match: { path: '/schema' }, times: 1, fault: { kind: 'body', body: { synchronizationRules } } });
    expect((await world.get(place())).json.truncated).toBe(true);
  });

  it('are read anew where a wrong clock noted when they were read', async () => {
    wait(25 * 60);
    const ahead = (await world.get(place())).json.readAt;
    wait(-24 * 60);
    const { readAt } = (await world.get(place())).json;
    expect([readAt < ahead, asked().length]).toEqual([true, 1]);
  });

  it('says how the objects of this job can be named, the surest way first, and what that needs', async () => {
    wait(61);
    expect((await world.get(place())).json.subjects).toEqual({
      most: 5,
      namedBy: [{ by: 'distinguishedName' }, { by: 'objectId' }, { by: 'userPrincipalName', onlyUsers: true, permission: 'User.Read.All' }],
    });
  });

  it('stands where the action on the job says it', async () => {
    const { actions } = (await world.get(jobPath(world.tenant.jobAt().key), callerWith('Operator'))).json;
    const needing = actions.filter(
      ({ needsSubjects, rules }: { needsSubjects: boolean; rules?: string }) => needsSubjects || rules !== undefined,
    );
    expect(needing).toEqual([expect.objectContaining({ action: 'provisionOnDemand', rules: expect.any(String) })]);
    const { pathname } = new URL(needing[0].rules);
    expect(pathname.endsWith(place())).toBe(true);
  });

  it('asks Graph once an hour for a job, however many ask at a time, and keeps no failure', async () => {
    wait(61);
    world.tenant.fault({ match: { path: '/schema' }, times: 1, fault: { kind: 'status', status: 500 } });
    expect((await world.get(place())).status).toBe(503);
    const answers = await Promise.all(Array.from({ length: 20 }, async () => world.get(place())));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(asked()).toHaveLength(2);
    wait(59);
    expect((await world.get(place())).json.readAt).toBe(answers[0]?.json.readAt);
    expect(asked()).toHaveLength(0);
    wait(2);
    expect((await world.get(place())).status).toBe(200);
    expect(asked()).toHaveLength(1);
  });

  it('shows what is kept to nobody who may not see the job, and no tenant the rules of another', async () => {
    wait(61);
    const [own, other] = [await world.get(place(1)), await world.get(place(1, 1))];
    expect(own.json.value[0].id).not.toBe(other.json.value[0].id);
    world.tenant.forget();
    const { tenantId } = world.tenant.jobAt(1).key;
    const stranger = callerWith('Reader', onlyTenants(world.tenant.jobAt(1, 0, 1).key.tenantId));
    expect((await world.get(place(1), stranger)).status).toBe(404);
    expect((await world.get(place(1), callerWith('Reader', onlyTenants(tenantId)))).status).toBe(200);
    expect(asked()).toHaveLength(0);
  });

  it('answers 503 with the seconds that Graph asked for, and does not wait for them', async () => {
    wait(61);
    world.tenant.fault({ match: { path: '/schema' }, times: 1, fault: { kind: 'status', status: 429, headers: { 'retry-after': '17' } } });
    expect(await world.get(place())).toMatchObject({ status: 503, headers: { 'retry-after': '17' } });
    expect(asked()).toHaveLength(1);
    wait(1);
  });

  it('says that a schema that nobody can understand is no answer, and no empty list', async () => {
    wait(61);
    world.tenant.fault({ match: { path: '/schema' }, times: 1, fault: { kind: 'body', body: { synchronizationRules: 'none' } } });
    expect((await world.get(place())).json).toMatchObject({ code: 'UpstreamFailed' });
  });
});

describe('where the schema may not be read', () => {
  it.each([
    [
      'the permission',
      readerRoles.filter((role) => !role.startsWith('Synchronization.')),
      { reason: 'permissionMissing', permission: 'Synchronization.Read.All' },
    ],
  ])('the answer names %s, and is no empty list', async (_, roles, unavailable) => {
    const tenant = [...world.tenant.world.tenants.values()][0];
    if (tenant === undefined) throw new Error('The world has no tenant');
    tenant.grants[clients.readerClientId] = roles;
    wait(61);
    expect((await world.get(place())).json).toEqual({
      subjects: expect.any(Object),
      unavailable: { ...unavailable, code: 'Authorization_RequestDenied' },
    });
    tenant.grants[clients.readerClientId] = [...readerRoles];
    wait(1);
    expect((await world.get(place())).json.value).toHaveLength(1);
  });
});
