import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DirectoryUser } from '../../../dev/graph/model/model.ts';
import { clients, fullConsent } from '../../../dev/graph/world/clients.ts';
import { type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';

const ada: DirectoryUser = {
  id: 'a6c1d0f2-0000-4000-8000-000000000001',
  displayName: 'Ada Lovelace',
  userPrincipalName: "ada.o'neil@contoso.example",
  onPremisesDistinguishedName: "CN=Ada O'Neil\\, Lovelace,OU=People,DC=corp,DC=example",
};
const grace: DirectoryUser = {
  id: 'a6c1d0f2-0000-4000-8000-000000000002',
  displayName: 'Grace',
  userPrincipalName: 'grace@contoso.example',
};
const names = /lovelace|o'neil|grace|contoso/i;

let world: OperationWorld;
/** A tenant with a job from Active Directory, one to an application of the cloud and one from elsewhere. */
beforeAll(async () => {
  const ids = [{}, { id: 'scim.11112222333344445555666677778888' }, { id: 'API2AAD.11112222333344445555666677778888' }];
  const special = (_: number, servicePrincipal: number) => ids[servicePrincipal] ?? {};
  world = await startOperationWorld({ servicePrincipalsPerTenant: 3, special, withAuthority: true });
  await world.tenant.tick();
});
afterAll(async () => world[Symbol.asyncDispose]());

beforeEach(() => {
  tenant().users = [ada, grace];
  tenant().grants = fullConsent();
  for (const place of [fromActiveDirectory, toCloud]) world.tenant.patch(world.tenant.jobAt(place).key, { cause: null, skipReason: null });
  world.tenant.clock.advance(25 * 3_600_000);
  world.tenant.forget();
});

const [fromActiveDirectory, toCloud, fromHr] = [0, 1, 2];
function tenant() {
  const [first] = world.tenant.world.tenants.values();
  if (first === undefined) throw new Error('The world has no tenant');
  return first;
}
const grant = (...roles: string[]) => {
  tenant().grants[clients.readerClientId] = ['Application.Read.All', 'Synchronization.Read.All', ...roles];
  // A token holds what was granted when it was made.
  world.tenant.clock.advance(25 * 3_600_000);
};
async function provision(place: number, ...subjects: Record<string, string>[]) {
  const body = { ruleId: 'rule', subjects: subjects.map((subject) => ({ objectTypeName: 'User', ...subject })) };
  const answer = await world.act(world.tenant.jobAt(place).key, 'provisionOnDemand', { body });
  await world.work();
  return answer;
}
const sentSubjects = () =>
  world
    .posts()
    .flatMap(({ body }) => (body as { parameters: { subjects: { objectId: string }[] }[] }).parameters[0]?.subjects ?? [])
    .map(({ objectId }) => objectId);
const searches = () => world.tenant.asked().filter(({ path }) => path.includes('/users?'));

describe('whom to provision on demand', () => {
  it('is given by one of three: none and two are refused, each by its place', async () => {
    for (const subject of [{}, { objectId: 'a', userPrincipalName: 'b' }, { userPrincipalName: 'a', distinguishedName: 'b' }]) {
      const { status, json } = await provision(toCloud, { objectId: 'fine' }, subject);
      expect({ status, errors: json.errors }).toEqual({
        status: 400,
        errors: [{ pointer: '/subjects/1', detail: 'give exactly one of objectId, userPrincipalName and distinguishedName' }],
      });
    }
    expect(world.posts()).toEqual([]);
  });

  it('is believed where it is an id: nobody is asked', async () => {
    expect((await provision(toCloud, { objectId: 'whatever' })).status).toBe(202);
    expect((await provision(fromActiveDirectory, { objectId: 'CN=New,DC=corp' }, { distinguishedName: 'CN=Other,DC=corp' })).status).toBe(
      202,
    );
    expect(sentSubjects()).toEqual(['whatever', 'CN=New,DC=corp', 'CN=Other,DC=corp']);
    expect(searches()).toEqual([]);
  });

  it('is found by name: the object id for a job of the cloud, the distinguished name for one from Active Directory', async () => {
    grant('User.Read.All');
    expect((await provision(toCloud, { userPrincipalName: ada.userPrincipalName.toUpperCase() })).status).toBe(202);
    expect((await provision(toCloud, { distinguishedName: ada.onPremisesDistinguishedName ?? '' })).json.code).toBe('CoolDown');
    expect((await provision(fromActiveDirectory, { userPrincipalName: ada.userPrincipalName })).status).toBe(202);
    expect(sentSubjects()).toEqual([ada.id, ada.onPremisesDistinguishedName]);
  });

  it('is asked for once however often the same wish is sent', async () => {
    const { key } = world.tenant.jobAt(toCloud);
    const body = { ruleId: 'rule', subjects: [{ userPrincipalName: grace.userPrincipalName, objectTypeName: 'User' }] };
    const first = await world.act(key, 'provisionOnDemand', { body, key: 'same' });
    tenant().users = [];
    const second = await world.act(key, 'provisionOnDemand', { body, key: 'same' });
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.json.operationId).toBe(first.json.operationId);
    expect(searches()).toHaveLength(1);
    await world.work();
  });

  it('that nobody is, that several are, and that Graph cannot know are told apart, and nothing is sent', async () => {
    const twin = { ...ada, id: 'a6c1d0f2-0000-4000-8000-000000000003' };
    tenant().users = [ada, twin, grace];
    const told = async (place: number, subject: Record<string, string>) => {
      const { status, json } = await provision(place, { objectId: 'fine' }, subject);
      expect(json).toMatchObject({ code: 'SubjectNotResolved', errors: [{ pointer: expect.stringMatching(/^\/subjects\/1\//) }] });
      expect(JSON.stringify(json)).not.toMatch(names);
      return [status, json.errors[0].detail];
    };
    expect(await told(toCloud, { userPrincipalName: 'nobody@contoso.example' })).toEqual([422, expect.stringContaining('No account')]);
    expect(await told(toCloud, { userPrincipalName: ada.userPrincipalName })).toEqual([422, expect.stringContaining('More than one')]);
    expect(await told(fromHr, { userPrincipalName: grace.userPrincipalName })).toEqual([422, expect.stringContaining('cannot search')]);
    expect(await told(toCloud, { userPrincipalName: grace.userPrincipalName, objectTypeName: 'Group' })).toEqual([
      422,
      expect.stringContaining('Only users'),
    ]);
    expect(await told(fromActiveDirectory, { userPrincipalName: grace.userPrincipalName })).toEqual([
      422,
      expect.stringContaining('User.Read.All'),
    ]);
    world.tenant.fault({ match: { path: '/users?' }, fault: { kind: 'status', status: 400 } });
    expect(await told(toCloud, { distinguishedName: 'CN=Ada Lovelace,DC=corp' })).toEqual([
      422,
      expect.stringContaining('does not search'),
    ]);
    expect(world.posts()).toEqual([]);
  });

  it('is advised as the job knows its objects: by distinguished name from Active Directory, by object id else', async () => {
    grant('User.Read.All');
    const twin = { ...ada, id: 'a6c1d0f2-0000-4000-8000-000000000003' };
    tenant().users = [ada, twin];
    const asked: Record<string, string>[] = [
      { userPrincipalName: 'nobody@contoso.example' },
      { userPrincipalName: ada.userPrincipalName },
      { userPrincipalName: ada.userPrincipalName, objectTypeName: 'group' },
      { userPrincipalName: 'refused@contoso.example' },
    ];
    for (const [place, right, wrong] of [
      [toCloud, '`objectId`', '`distinguishedName`'],
      [fromActiveDirectory, '`distinguishedName`', '`objectId`'],
    ] as const)
      for (const [index, subject] of asked.entries()) {
        if (index === 3) world.tenant.fault({ match: { path: '/users?' }, fault: { kind: 'status', status: 400 } });
        const { detail } = (await provision(place, subject)).json.errors[0];
        expect(detail).toContain(`Give ${right}`);
        expect(detail).not.toContain(wrong);
      }
  });

  it('is sent once however often and by whatever names it is given, and told at each of its places', async () => {
    grant('User.Read.All');
    const cases: [number, Record<string, string>[], string[], number[]][] = [
      [toCloud, [{ objectId: 'a' }, { objectId: 'a' }], ['a'], [0, 0]],
      [toCloud, [{ userPrincipalName: ada.userPrincipalName }, { objectId: ada.id.toUpperCase() }], [ada.id], [0, 0]],
      [
        toCloud,
        [
          { objectId: 'b' },
          { objectId: ada.id },
          { objectId: 'b' },
          { distinguishedName: ada.onPremisesDistinguishedName ?? '' },
          { objectId: 'c' },
        ],
        ['b', ada.id, 'c'],
        [0, 1, 0, 1, 4],
      ],
      [fromActiveDirectory, [{ distinguishedName: 'CN=a,DC=b' }, { objectId: ' cn=A,dc=B' }], ['CN=a,DC=b'], [0, 0]],
      // What is not Microsoft's may tell capitals apart.
      [fromHr, [{ objectId: 'a' }, { objectId: 'A' }, { objectId: 'a' }], ['a', 'A'], [0, 1, 0]],
    ];
    for (const [place, subjects, sent, firsts] of cases) {
      world.tenant.clock.advance(3_600_000);
      world.tenant.forget();
      const { status, json } = await provision(place, ...subjects);
      expect({ status, sent: sentSubjects() }).toEqual({ status: 202, sent });
      const { parameters, result } = (await world.get(`/operations/${json.operationId}`)).json;
      const hashes: string[] = parameters.provision.subjectHashes;
      expect(hashes.map((hash) => hashes.indexOf(hash))).toEqual(firsts);
      // Graph's answer does not tell the two of the last case apart.
      expect(result.subjects).toEqual(subjects.map(() => ({ result: place === fromHr ? 'Unknown' : 'Success' })));
      if (place === fromHr) continue;
      const places = result.steps.flatMap(({ subject }: { subject?: number }) => (subject === undefined ? [] : [subject]));
      expect(new Set(places)).toEqual(new Set(firsts));
    }
  });

  it('cools down as the same object, in whatever letters it is written', async () => {
    expect((await provision(fromActiveDirectory, { distinguishedName: 'CN=a,DC=b' })).status).toBe(202);
    const again = await provision(fromActiveDirectory, { objectId: 'CN=other,DC=b' }, { distinguishedName: 'cn=A,dc=B' });
    expect(again.json).toMatchObject({ code: 'CoolDown', detail: expect.stringContaining('subjects[1]') });
  });

  it('cannot be of two types at once', async () => {
    const { status, json } = await provision(
      toCloud,
      { objectId: 'a' },
      { objectId: 'a', objectTypeName: 'user' },
      { objectId: 'A', objectTypeName: 'Group' },
    );
    expect({ status, code: json.code, errors: json.errors }).toEqual({
      ...{ status: 422, code: 'SubjectNotResolved' },
      errors: [{ pointer: '/subjects/2/objectId', detail: expect.stringContaining('another type') }],
    });
    expect(world.posts()).toEqual([]);
  });

  it.each<[string, string[], Record<string, string>, string]>([
    ['nothing', [], { userPrincipalName: grace.userPrincipalName }, 'User.ReadBasic.All'],
    ['the basic profile alone', ['User.ReadBasic.All'], { distinguishedName: ada.onPremisesDistinguishedName ?? '' }, 'User.Read.All'],
  ])(
    'that may not be searched is told with the permission that is missing, and nothing is sent: granted is %s',
    async (_, roles, subject, permission) => {
      grant(...roles);
      const { status, json } = await provision(toCloud, subject);
      expect({ status, unavailable: json.unavailable }).toEqual({
        status: 422,
        unavailable: { reason: 'permissionMissing', permission, code: 'Authorization_RequestDenied' },
      });
      expect(json.errors[0].detail).toContain(permission);
      expect(world.posts()).toEqual([]);
      expect((await provision(toCloud, { objectId: 'still works' })).status).toBe(202);
    },
  );

  it('of a tenant that never consented is told as such', async () => {
    delete tenant().grants[clients.readerClientId];
    world.tenant.clock.advance(25 * 3_600_000);
    const { status, json } = await provision(toCloud, { userPrincipalName: grace.userPrincipalName });
    expect({ status, unavailable: json.unavailable }).toEqual({
      status: 422,
      unavailable: { reason: 'consentMissing', code: 'AADSTS700016' },
    });
  });

  it('is found by the basic profile where an object id is enough', async () => {
    grant('User.ReadBasic.All');
    expect((await provision(toCloud, { userPrincipalName: grace.userPrincipalName })).status).toBe(202);
  });

  it.each([[[]], [['User.ReadBasic.All']]])(
    'is told at once to need the distinguished name for a job that knows its accounts by that: granted is %j',
    async (roles) => {
      grant(...roles);
      const { status, json } = await provision(fromActiveDirectory, { userPrincipalName: ada.userPrincipalName });
      expect({ status, code: json.code }).toEqual({ status: 422, code: 'SubjectNotResolved' });
      expect(json.errors[0].detail).toMatch(/distinguished/i);
      expect(json.errors[0].detail).toContain('User.Read.All');
      expect(JSON.stringify(json)).not.toContain('User.ReadBasic.All');
    },
  );

  it('is not waited for: a busy Graph is 503 with its seconds, and nothing is written', async () => {
    const { operations } = world.tenant.ports;
    const before = await operations.list(world.tenant.tenantId);
    world.tenant.fault({ match: { path: '/users?' }, fault: { kind: 'status', status: 429, headers: { 'retry-after': '21' } } });
    expect(await provision(toCloud, { userPrincipalName: grace.userPrincipalName })).toMatchObject({
      status: 503,
      headers: { 'retry-after': '21' },
    });
    expect(searches()).toHaveLength(1);
    expect(await operations.list(world.tenant.tenantId)).toEqual(before);
  });

  it('leaves no name and no address in what is stored or logged', async () => {
    grant('User.Read.All');
    const { json } = await provision(toCloud, { userPrincipalName: ada.userPrincipalName });
    await provision(fromActiveDirectory, { userPrincipalName: ada.userPrincipalName });
    await provision(toCloud, { distinguishedName: 'CN=Grace,DC=contoso' });
    world.tenant.clock.advance(3_600_000);
    const body = { ruleId: 'rule', subjects: [{ userPrincipalName: ada.userPrincipalName, objectTypeName: 'User' }] };
    expect((await world.act(world.tenant.jobAt(toCloud).key, 'provisionOnDemand', { body })).status).toBe(202);
    const waiting = await world.tenant.ports.operations.list(world.tenant.tenantId);
    expect(waiting.map(({ status }) => status)).toContain('NotStarted');
    expect(JSON.stringify(waiting)).not.toMatch(names);
    await world.work();
    world.tenant.fault({
      match: { path: '/users?' },
      fault: { kind: 'status', status: 403, body: { error: { code: 'Other', message: `No ${ada.userPrincipalName}` } } },
    });
    await provision(toCloud, { userPrincipalName: ada.userPrincipalName });
    world.tenant.fault({ match: { path: '/users?' }, fault: { kind: 'reset' } });
    await provision(toCloud, { userPrincipalName: grace.userPrincipalName });
    const { operations, audit } = world.tenant.ports;
    const { value } = await audit.list(world.tenant.tenantId, { from: '2000', to: '9999', pageSize: 100 });
    expect(value.length).toBeGreaterThan(3);
    const kept = JSON.stringify([await operations.list(world.tenant.tenantId), value, world.tenant.log]);
    expect(kept).not.toMatch(names);
    expect(JSON.stringify((await world.get(`/operations/${json.operationId}`)).json)).not.toMatch(names);
  });
});

describe('what came of it', () => {
  it('is told step by step as Graph prints them, with the reason why one was skipped, explained', async () => {
    world.tenant.patch(world.tenant.jobAt(toCloud).key, { skipReason: 'NotEffectivelyEntitled' });
    const { json } = await provision(toCloud, { objectId: 'somebody' });
    const { result } = (await world.get(`/operations/${json.operationId}`)).json;
    expect(result).toMatchObject({ result: 'Skipped' });
    expect(result.steps.map(({ type, status, code }: Record<string, string>) => [type, status, code])).toEqual([
      ['import', 'Success', undefined],
      ['matching', 'Success', undefined],
      ['scoping', 'Success', undefined],
      ['export', 'Skipped', 'NotEffectivelyEntitled'],
    ]);
    expect(result.steps[3].explanation).toMatchObject({
      code: 'NotEffectivelyEntitled',
      title: expect.any(String),
      remedies: expect.any(Array),
    });
    expect(result.steps[0]).not.toHaveProperty('explanation');
  });

  it('says of several subjects whose each step is, as far as Graph says it, and is explained for each', async () => {
    const asked = async () => {
      const { json } = await provision(toCloud, { objectId: 'somebody' }, { objectId: 'somebody-else' });
      const { result, parameters } = (await world.get(`/operations/${json.operationId}`)).json;
      expect(parameters.provision.subjectHashes).toHaveLength(2);
      world.tenant.clock.advance(3_600_000);
      return { each: result.subjects, whose: result.steps.map(({ subject }: { subject?: number }) => subject) };
    };
    const well = [{ result: 'Success' }, { result: 'Success' }];
    expect(await asked()).toEqual({ each: well, whose: [0, undefined, undefined, undefined, 1, undefined, undefined, undefined] });
    world.tenant.patch(world.tenant.jobAt(toCloud).key, { listsProvisioning: true });
    expect(await asked()).toEqual({ each: well, whose: [0, 0, 0, 0, 1, 1, 1, 1] });
  });

  it('is explained by the code of the failure, also one that nobody knows', async () => {
    world.tenant.patch(world.tenant.jobAt(toCloud).key, { cause: { code: 'NobodyKnowsThis', message: 'no' } as never });
    const { json } = await provision(toCloud, { objectId: 'somebody' });
    const { result } = (await world.get(`/operations/${json.operationId}`)).json;
    expect(result).toMatchObject({ result: 'Failure', errorCode: 'NobodyKnowsThis', explanation: { code: 'NobodyKnowsThis' } });
  });
});
