import { describe, expect, it } from '@jest/globals';
import type { OpenTable } from '../../../lib/adapters/tables/transport/table.ts';
import { bootstrapActions, possibleActions } from '../../../lib/domain/access/possible-actions.ts';
import { UpstreamError } from '../../../lib/domain/errors.ts';
import { isoOf } from '../../../lib/domain/time.ts';
import { routes } from '../../../lib/http/routes.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { loggedTables, type StoreRequest } from '../../support/storage/logged-tables.ts';
import { sampleJob } from '../../support/storage/state-samples.ts';
import { nameOf, principal, signedIn } from '../support/people.ts';
import { createHttpWorld, settingsOf } from '../support/support.ts';

const [tenantA, tenantB] = ['aaaaaaaa-1111-4111-8111-111111111111', 'bbbbbbbb-1111-4111-8111-111111111111'] as const;
const [spOne, spTwo] = ['00000001-2222-4222-8222-222222222222', '00000002-2222-4222-8222-222222222222'] as const;
const people = {
  chief: principal(1, 'Admin'),
  deputy: principal(2, 'Admin'),
  ann: principal(3, 'Reader'),
  bot: principal(4, 'Operator', 'app'),
  robot: principal(5, 'Operator', 'app'),
  nobody: principal(6, 'Reader'),
};
type Who = keyof typeof people;

function startWorld(change: { grantUse?: 'optional' | 'required'; bootstrapAdmin?: string; openTable?: OpenTable } = {}) {
  const { grantUse = 'optional', bootstrapAdmin, openTable } = change;
  const settings = { ...settingsOf('none'), ...(bootstrapAdmin !== undefined && { bootstrapAdmin }) };
  const world = createHttpWorld({ principalOf: signedIn(people), grantUse, settings }, openTable);
  const as = (who: Who) => ({
    get: (path: string, headers: Record<string, string> = {}) => world.call(path, { headers: { ...headers, 'x-who': who } }),
    put: (whose: Who, body: unknown) =>
      world.call(`/grants/${nameOf(people[whose])}`, {
        method: 'PUT',
        headers: { 'x-who': who, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    remove: (whose: Who) => world.call(`/grants/${nameOf(people[whose])}`, { method: 'DELETE', headers: { 'x-who': who } }),
  });
  return { ...world, as };
}

type World = ReturnType<typeof startWorld>;

/** Two tenants of two jobs each. */
async function fill(world: World): Promise<void> {
  for (const tenantId of [tenantA, tenantB]) {
    const jobs = [spOne, spTwo].map((servicePrincipalId, at) => ({ ...sampleJob(at), tenantId, servicePrincipalId, jobId: `job-${at}` }));
    await world.poll(tenantId, jobs);
  }
}

async function jobsOf(world: World, who: Who): Promise<string[]> {
  const { value } = (await world.as(who).get('/jobs')).json;
  return value.map(({ tenantId, jobId }: { tenantId: string; jobId: string }) => `${tenantId[0]} ${jobId}`).sort();
}

describe('a grant', () => {
  it('is written, shown, replaced and taken away, and each change is written down with what was before and after', async () => {
    const world = startWorld();
    const terms = { displayName: 'Ann', cap: 'Reader', scopes: [{ tenantId: tenantA.toUpperCase() }], note: 'on call' };
    const first = await world.as('chief').put('ann', terms);
    expect(first).toMatchObject({
      status: 201,
      json: {
        principal: nameOf(people.ann),
        displayName: 'Ann',
        cap: 'Reader',
        scopes: [{ tenantId: tenantA }],
        blocked: false,
        updatedBy: people.chief.actor,
      },
    });
    world.clock.at += 1_000;
    expect((await world.as('deputy').put('ann', terms)).json).toEqual(first.json);
    const narrower = { scopes: [{ tenantId: tenantB, servicePrincipalId: spOne, jobId: 'job-0', cap: 'Reader' }] };
    const second = await world.as('deputy').put('ann', narrower);
    expect(second).toMatchObject({ status: 200, json: { createdAt: first.json.createdAt, updatedBy: people.deputy.actor } });
    expect(second.json).not.toHaveProperty('note');
    expect((await world.as('chief').get(`/grants/${nameOf(people.ann)}`)).json).toEqual(second.json);
    expect((await world.as('chief').get('/grants')).json.value).toEqual([second.json]);
    world.clock.at += 1_000;
    expect((await world.as('chief').remove('ann')).status).toBe(204);
    world.clock.at += 1_000;
    expect((await world.as('chief').remove('ann')).status).toBe(404);
    expect((await world.as('chief').get(`/grants/${nameOf(people.ann)}`)).status).toBe(404);
    const { value } = (await world.as('chief').get('/audit?tenantId=_service')).json;
    expect(value).toMatchObject([
      { action: 'delete-grant', phase: 'refused', code: 'NotFound', parameters: { principal: nameOf(people.ann) } },
      { action: 'deleteGrant', before: { scopes: [{ jobId: 'job-0' }] } },
      { action: 'putGrant', actor: people.deputy.actor, before: { note: 'on call' }, after: { scopes: [{ tenantId: tenantB }] } },
      { action: 'putGrant', actor: people.chief.actor, parameters: { principal: nameOf(people.ann) }, after: { displayName: 'Ann' } },
    ]);
    expect(value).toHaveLength(4);
  });

  it('narrows what its holder sees to the places that it names, at once on the instance that wrote it', async () => {
    const world = startWorld();
    await fill(world);
    expect(await jobsOf(world, 'ann')).toEqual(['a job-0', 'a job-1', 'b job-0', 'b job-1']);
    await world.as('chief').put('ann', { scopes: [{ tenantId: tenantA }, { tenantId: tenantB, servicePrincipalId: spTwo }] });
    expect(await jobsOf(world, 'ann')).toEqual(['a job-0', 'a job-1', 'b job-1']);
    await world.as('chief').put('ann', { scopes: [] });
    expect(await jobsOf(world, 'ann')).toEqual([]);
    expect((await world.as('ann').get(`/tenants/${tenantA}`)).status).toBe(404);
    await world.as('chief').remove('ann');
    expect(await jobsOf(world, 'ann')).toHaveLength(4);
  });

  it('counts of a tenant that is seen in part the visible jobs alone', async () => {
    const world = startWorld();
    await fill(world);
    await world.as('chief').put('ann', { scopes: [{ tenantId: tenantB, servicePrincipalId: spTwo }] });
    expect((await world.as('ann').get('/tenants')).json.value).toMatchObject([{ tenantId: tenantB, partial: true, jobs: { total: 1 } }]);
    expect((await world.as('ann').get(`/tenants/${tenantB}`)).json).toMatchObject({ partial: true, jobs: { total: 1 } });
    expect((await world.as('ann').get('/status')).json).toMatchObject({ tenants: { total: 1 }, jobs: { total: 1 }, channels: [] });
    const { text } = await world.as('ann').get('/metrics');
    expect([...text.matchAll(/^entrasync_jobs\{.*\} (\d+)$/gm)].map(([, count]) => Number(count))).toEqual([1]);
    expect((await world.as('chief').get(`/tenants/${tenantB}`)).json).not.toHaveProperty('partial');
  });

  it.each(['/jobs', '/status', '/tenants', '/metrics', '/incidents'])('that changes is another version of %s', async (path) => {
    const world = startWorld();
    await fill(world);
    await world.as('chief').put('ann', { scopes: [{ tenantId: tenantA }] });
    const { headers } = await world.as('ann').get(path);
    const holding = { 'if-none-match': headers.etag ?? '' };
    expect((await world.as('ann').get(path, holding)).status).toBe(304);
    await world.as('chief').put('ann', { scopes: [{ tenantId: tenantB }] });
    expect((await world.as('ann').get(path, holding)).status).toBe(200);
  });

  it('caps the role, everywhere and at one place', async () => {
    const world = startWorld();
    await world.as('chief').put('deputy', { cap: 'Reader', scopes: [{ tenantId: tenantA }] });
    expect(await world.as('deputy').get('/grants')).toMatchObject({ status: 403, json: { code: 'Forbidden' } });
    await world.as('chief').put('deputy', { scopes: [{ tenantId: tenantA, cap: 'Operator' }] });
    expect((await world.as('deputy').get('/grants')).status).toBe(403);
    await world.as('chief').put('deputy', { scopes: [{ tenantId: tenantA, cap: 'Operator' }, { tenantId: tenantB }] });
    expect((await world.as('deputy').get('/grants')).status).toBe(200);
  });

  it('that blocks beats everything', async () => {
    const world = startWorld();
    await world.as('chief').put('bot', { scopes: [{ tenantId: tenantA }], blocked: true });
    for (const path of ['/jobs', '/status', `/tenants/${tenantA}`, '/errors']) {
      expect(await world.as('bot').get(path)).toMatchObject({ status: 403, json: { code: 'Blocked' } });
    }
    expect((await world.as('bot').get('/health/live')).status).toBe(200);
  });

  it.each([
    ['a place named twice', { scopes: [{ tenantId: tenantA }, { tenantId: tenantA, cap: 'Reader' }] }, '/scopes'],
    ['a job without its service principal', { scopes: [{ tenantId: tenantA, jobId: 'x' }] }, '/scopes/0/servicePrincipalId'],
    ['a tenant that is no GUID', { scopes: [{ tenantId: '_service' }] }, '/scopes/0/tenantId'],
    ['a role that is none', { cap: 'Owner', scopes: [] }, '/cap'],
    ['an unknown field', { scopes: [], roles: ['Admin'] }, '/roles'],
    ['no scopes at all', {}, '/scopes'],
    ['more places than a row can hold', { scopes: manyPlaces() }, '/scopes'],
  ])('is refused with %s', async (_, body, pointer) => {
    const answer = await startWorld().as('chief').put('ann', body);
    expect(answer).toMatchObject({ status: 400, json: { errors: [{ pointer }] } });
  });

  it('is named by two GUIDs, in any letters', async () => {
    const world = startWorld();
    for (const path of ['ann', people.ann.tenantId, people.ann.actor.replace('/', '%2F'), `${nameOf(people.ann)}.x`]) {
      expect((await world.as('chief').get(`/grants/${path}`)).status).toBe(400);
    }
    await world.as('chief').put('ann', { scopes: [] });
    expect((await world.as('chief').get(`/grants/${nameOf(people.ann).toUpperCase()}`)).status).toBe(200);
  });
});

function manyPlaces() {
  return Array.from({ length: 300 }, (_, at) => ({ tenantId: tenantA, servicePrincipalId: spOne, jobId: `${at}${'x'.repeat(150)}` }));
}

describe('where grants are required', () => {
  it('nobody sees anything without one, and the administrator of the settings writes the first, whatever the table holds', async () => {
    const world = startWorld({ grantUse: 'required', bootstrapAdmin: nameOf(people.chief) });
    await fill(world);
    expect([await jobsOf(world, 'chief'), await jobsOf(world, 'ann')]).toEqual([[], []]);
    expect((await world.as('ann').get(`/tenants/${tenantA}`)).status).toBe(404);
    expect((await world.as('chief').put('ann', { scopes: [{ tenantId: tenantA }] })).status).toBe(201);
    expect(await jobsOf(world, 'ann')).toEqual(['a job-0', 'a job-1']);
    await world.as('chief').put('deputy', { scopes: [{ tenantId: tenantA }, { tenantId: tenantB }] });
    const [updatedAt, updatedBy] = [isoOf(world.clock.at), people.deputy.actor];
    const shutOut = { v: 1, ...people.chief, scopes: [], blocked: true, createdAt: updatedAt, updatedAt, updatedBy } as const;
    await world.grants.create(shutOut);
    world.clock.at += 30_000;
    expect((await world.as('chief').get('/jobs')).json).toMatchObject({ code: 'Blocked' });
    expect((await world.as('chief').get('/grants')).json.value).toHaveLength(3);
    expect((await world.as('chief').remove('deputy')).status).toBe(204);
  });
});

describe('an administrator', () => {
  it('changes their own grant never, with limits or without', async () => {
    const world = startWorld({ bootstrapAdmin: nameOf(people.chief) });
    for (const who of ['chief', 'deputy'] as const) {
      expect(await world.as(who).put(who, { scopes: [] })).toMatchObject({ status: 403, json: { code: 'OwnGrant' } });
      expect(await world.as(who).remove(who)).toMatchObject({ status: 403, json: { code: 'OwnGrant' } });
    }
    await world.as('chief').put('deputy', { scopes: [{ tenantId: tenantA }] });
    const wider = { scopes: [{ tenantId: tenantA }, { tenantId: tenantB }] };
    expect(await world.as('deputy').put('deputy', wider)).toMatchObject({ status: 403, json: { code: 'OwnGrant' } });
  });

  it.each(['optional', 'required'] as const)(
    'with limits sees and changes only what lies within them where grants are %s',
    async (grantUse) => {
      const world = startWorld({ grantUse, bootstrapAdmin: nameOf(people.chief) });
      const [chief, deputy] = [world.as('chief'), world.as('deputy')];
      await chief.put('deputy', { scopes: [{ tenantId: tenantA }, { tenantId: tenantB, cap: 'Operator' }] });
      await chief.put('bot', { scopes: [{ tenantId: tenantA }, { tenantId: tenantB }] });
      expect((await deputy.get('/grants')).json.value).toEqual([]);
      for (const whose of ['bot', 'deputy'] as const) expect((await deputy.get(`/grants/${nameOf(people[whose])}`)).status).toBe(404);
      await chief.put('ann', { scopes: [{ tenantId: tenantA, cap: 'Reader' }] });
      for (const scopes of [[{ tenantId: tenantB }], [{ tenantId: tenantA }, { tenantId: tenantB, servicePrincipalId: spOne }], []]) {
        expect(await deputy.put('ann', { scopes })).toMatchObject({ status: 403, json: { code: 'CappedByGrant' } });
      }
      expect((await deputy.put('ann', { scopes: [{ tenantId: tenantA, servicePrincipalId: spOne }] })).status).toBe(200);
      expect((await deputy.get('/grants')).json.value).toMatchObject([{ principal: nameOf(people.ann) }]);
      expect((await deputy.put('ann', { scopes: [{ tenantId: tenantA }], blocked: true })).status).toBe(200);
      // Without a row Ann would see more than the deputy does, unless nobody sees anything without one.
      expect((await deputy.remove('ann')).status).toBe(grantUse === 'required' ? 204 : 403);
      expect((await deputy.get('/audit?tenantId=_service')).status).toBe(404);
    },
  );

  it.each(['optional', 'required'] as const)(
    'with limits can read, change and remove no grant beyond them, and is told alike of each, where grants are %s',
    async (grantUse) => {
      const requests: StoreRequest[] = [];
      const openTable = loggedTables(createInMemoryTables(), requests);
      const world = startWorld({ grantUse, bootstrapAdmin: nameOf(people.chief), openTable });
      const [chief, deputy] = [world.as('chief'), world.as('deputy')];
      await chief.put('deputy', { scopes: [{ tenantId: tenantA }] });
      // One that the deputy may not see at all, one of which a part is theirs, one that shows nothing, and one that is not there.
      await chief.put('ann', { scopes: [{ tenantId: tenantB }] });
      await chief.put('bot', { scopes: [{ tenantId: tenantA }, { tenantId: tenantB }], blocked: true });
      await chief.put('robot', { scopes: [] });
      // Their own rights are read, and known for a while.
      await deputy.get('/jobs');
      const tries = [
        (whose: Who) => deputy.get(`/grants/${nameOf(people[whose])}`),
        (whose: Who) => deputy.remove(whose),
        (whose: Who) => deputy.put(whose, { scopes: [{ tenantId: tenantA }] }),
        (whose: Who) => deputy.put(whose, { scopes: [{ tenantId: tenantB }] }),
        (whose: Who) => deputy.put(whose, { scopes: [] }),
        (whose: Who) => deputy.put(whose, { scopes: [{ tenantId: tenantA }], blocked: true }),
      ];
      for (const attempt of tries) {
        const seen: unknown[] = [];
        // A first grant that they may write is the one thing that tells whether there is one.
        for (const whose of grantUse === 'required' ? (['ann', 'bot', 'robot'] as const) : (['ann', 'bot', 'robot', 'nobody'] as const)) {
          const before = requests.length;
          const { status, json } = await attempt(whose);
          const costs = requests.slice(before).map(({ table, operation }) => `${table} ${operation}`);
          seen.push({ status, json: { ...json, instance: '', requestId: '' }, costs });
        }
        expect(seen).toEqual(seen.map(() => seen[0]));
        expect(seen[0]).toMatchObject({ json: { code: expect.stringMatching(/^(NotFound|CappedByGrant)$/) } });
      }
      expect((await chief.get('/grants')).json.value).toHaveLength(4);
    },
  );

  it('with limits lets people in within them where nobody sees anything without a grant', async () => {
    const world = startWorld({ grantUse: 'required', bootstrapAdmin: nameOf(people.chief) });
    const deputy = world.as('deputy');
    await world.as('chief').put('deputy', { scopes: [{ tenantId: tenantA }] });
    expect((await deputy.put('ann', { scopes: [{ tenantId: tenantB }] })).json.code).toBe('CappedByGrant');
    expect((await deputy.put('ann', { scopes: [] })).json.code).toBe('CappedByGrant');
    expect((await deputy.put('ann', { scopes: [{ tenantId: tenantA, cap: 'Reader' }] })).status).toBe(201);
    expect((await deputy.get(`/grants/${nameOf(people.ann)}`)).status).toBe(200);
  });

  it('with limits is refused in the log of those without, and so is whoever may manage no grants', async () => {
    const world = startWorld();
    await world.as('chief').put('deputy', { scopes: [{ tenantId: tenantA }] });
    await world.as('deputy').put('ann', { scopes: [{ tenantId: tenantB }] });
    await world.as('deputy').remove('nobody');
    await world.as('deputy').put('deputy', { scopes: [] });
    await world.as('bot').put('ann', { scopes: [] });
    await world.as('chief').put('ann', { scopes: [], cap: 'Owner' });
    const path = `/grants/${encodeURIComponent('client_secret=not-for-the-log')}`;
    await world.call(path, { method: 'DELETE', headers: { 'x-who': 'chief' } });
    const stranger = await world.call(`/grants/${nameOf(people.ann)}`, { method: 'DELETE', headers: { 'x-who': 'nobody we know' } });
    expect(stranger.status).toBe(401);
    const { value } = (await world.as('chief').get('/audit?tenantId=_service')).json;
    const refusals = value.filter(({ phase }: { phase: string }) => phase === 'refused');
    const row = (who: Who, action: string, code: string, httpStatus: number, whose: Who) => ({
      ...{ actor: people[who].actor, action, code, httpStatus },
      parameters: { principal: nameOf(people[whose]) },
    });
    expect(refusals).toHaveLength(6);
    expect(refusals).toEqual(
      expect.arrayContaining(
        [
          row('deputy', 'put-grant', 'CappedByGrant', 403, 'ann'),
          row('deputy', 'delete-grant', 'NotFound', 404, 'nobody'),
          row('deputy', 'put-grant', 'OwnGrant', 403, 'deputy'),
          row('bot', 'put-grant', 'Forbidden', 403, 'ann'),
          row('chief', 'put-grant', 'InvalidRequest', 400, 'ann'),
        ].map((expected) => expect.objectContaining(expected)),
      ),
    );
    expect(JSON.stringify(value)).not.toContain('not-for-the-log');
    expect((await world.as('deputy').get('/audit?tenantId=_service')).status).toBe(404);
  });

  it('with limits cannot take from somebody who sees everything by writing them a first grant', async () => {
    const world = startWorld();
    await fill(world);
    await world.as('chief').put('deputy', { scopes: [{ tenantId: tenantA }] });
    expect((await world.as('deputy').put('chief', { scopes: [{ tenantId: tenantA, cap: 'Reader' }] })).status).toBe(403);
    expect(await jobsOf(world, 'chief')).toHaveLength(4);
  });

  it('with limits cannot hand on a tenant of which a part is less to them', async () => {
    const world = startWorld();
    const hole = { tenantId: tenantA, servicePrincipalId: spOne, cap: 'Reader' };
    await world.as('chief').put('deputy', { scopes: [{ tenantId: tenantA }, hole] });
    await world.as('chief').put('ann', { scopes: [{ tenantId: tenantA, servicePrincipalId: spTwo, cap: 'Reader' }] });
    expect((await world.as('deputy').put('ann', { scopes: [{ tenantId: tenantA }] })).status).toBe(403);
    expect((await world.as('deputy').put('ann', { scopes: [{ tenantId: tenantA, servicePrincipalId: spTwo }] })).status).toBe(200);
  });
});

describe('the table of grants', () => {
  it('is believed for 30 seconds by reads, and never by changes', async () => {
    const openTable = createInMemoryTables();
    const [here, there] = [startWorld({ openTable }), startWorld({ openTable })];
    await fill(here);
    expect(await jobsOf(there, 'deputy')).toHaveLength(4);
    await here.as('chief').put('deputy', { scopes: [] });
    there.clock.at += 29_999;
    expect(await jobsOf(there, 'deputy')).toHaveLength(4);
    const path = `/tenants/${tenantA}/servicePrincipals/${spOne}/jobs/job-0/pause`;
    expect((await there.call(path, { method: 'POST', headers: { 'x-who': 'deputy', 'idempotency-key': 'k' } })).status).toBe(404);
    expect(await jobsOf(there, 'deputy')).toEqual([]);
  });

  it('is read once for all who ask within that time', async () => {
    const requests: StoreRequest[] = [];
    const world = startWorld({ openTable: loggedTables(createInMemoryTables(), requests) });
    await Promise.all(Array.from({ length: 20 }, () => world.as('ann').get('/jobs')));
    world.clock.at += 29_999;
    await world.as('ann').get('/status');
    expect(requests.filter(({ table }) => table === 'Grants')).toHaveLength(1);
  });

  const failingWhile = (isDown: () => boolean): OpenTable => {
    const openTable = createInMemoryTables();
    return (name) => ({
      ...openTable(name),
      get: async (partitionKey, rowKey) => {
        if (name === 'Grants' && isDown())
          throw new UpstreamError({ service: 'tables', operation: 'read', reason: 'rejected', status: 403 });
        return openTable(name).get(partitionKey, rowKey);
      },
    });
  };

  it('lets nobody see more while it cannot be read: 503, and what was read less than 30 seconds ago still holds', async () => {
    let isDown = false;
    const world = startWorld({ openTable: failingWhile(() => isDown) });
    await fill(world);
    expect(await jobsOf(world, 'ann')).toHaveLength(4);
    isDown = true;
    expect((await world.as('ann').get('/jobs')).status).toBe(200);
    expect(await world.as('chief').put('ann', { scopes: [] })).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    world.clock.at += 30_000;
    expect(await world.as('ann').get('/jobs')).toMatchObject({ status: 503, json: { code: 'UpstreamUnavailable' } });
    expect((await world.as('ann').get('/health/live')).status).toBe(200);
    isDown = false;
    expect((await world.as('ann').get('/jobs')).status).toBe(200);
  });

  it('lets nobody see more for a row that a later release wrote, and leaves it alone', async () => {
    const openTable = createInMemoryTables();
    const world = startWorld({ openTable });
    await openTable('Grants').create({ partitionKey: 'grants', rowKey: nameOf(people.ann), cells: { v: 2, data: '{}' } });
    expect((await world.as('ann').get('/jobs')).status).toBe(503);
    expect((await world.as('chief').put('ann', { scopes: [] })).status).toBe(503);
    expect((await world.as('chief').get('/grants')).json.value).toEqual([]);
  });
});

describe('GET /me', () => {
  it('says who calls, with which role, and that they see everything where nothing limits them', async () => {
    const world = startWorld();
    const { json } = await world.as('bot').get('/me');
    expect(json).toMatchObject({ actor: people.bot.actor, kind: 'app', role: 'Operator', visible: { all: true, scopes: [] } });
    expect(json.actions).toEqual(expect.arrayContaining(['restart', 'acknowledge']));
    expect(json.actions).not.toEqual(expect.arrayContaining(['approve']));
    expect((await world.as('ann').get('/me')).json.actions).toEqual([]);
    expect((await world.as('chief').get('/me')).json.actions).toEqual(expect.arrayContaining(['approve', 'manageGrants', 'forceDeletes']));
  });

  it('names the places of a grant, each with what may be done there', async () => {
    const world = startWorld();
    await fill(world);
    const place = { tenantId: tenantB, servicePrincipalId: spOne, jobId: 'job-0' };
    await world.as('chief').put('deputy', { cap: 'Operator', scopes: [{ tenantId: tenantA, cap: 'Reader' }, place] });
    expect((await world.as('deputy').get('/me')).json).toMatchObject({
      role: 'Operator',
      visible: {
        all: false,
        scopes: [
          { tenantId: tenantA, tenantName: 'Tenant aaaa', role: 'Reader' },
          { ...place, role: 'Operator' },
        ],
      },
    });
    await world.as('chief').put('deputy', { scopes: [] });
    expect((await world.as('deputy').get('/me')).json).toMatchObject({ visible: { all: false, scopes: [] }, actions: [] });
  });

  it('tells the administrator of the settings that grants are theirs to manage although nothing exists for them yet', async () => {
    const world = startWorld({ grantUse: 'required', bootstrapAdmin: nameOf(people.chief) });
    expect((await world.as('chief').get('/me')).json).toMatchObject({ visible: { all: false }, actions: bootstrapActions });
    expect((await world.as('deputy').get('/me')).json.actions).toEqual([]);
  });

  it('knows every action that the service has', () => {
    const emitting = Object.entries(routes).flatMap(([name, { emits }]) =>
      emits ? [name.replace(/-(?:job|incident|operation|on)\b/g, '')] : [],
    );
    for (const name of emitting) {
      expect({
        name,
        isKnown: possibleActions.some((action) => action.toLowerCase().startsWith(name.replaceAll('-', '').slice(0, 8))),
      }).toEqual({
        name,
        isKnown: true,
      });
    }
  });
});
