import { describe, expect, it } from '@jest/globals';
import { tooManyDeletes } from '../../../../dev/graph/demo/causes.ts';
import type { LoggedCause } from '../../../../dev/graph/model/model.ts';
import { noActiveAgents } from '../../../../dev/graph/world/agents.ts';
import { clients, readerRoles } from '../../../../dev/graph/world/clients.ts';
import { onlyTenants } from '../../../support/worlds/callers.ts';
import { admin, callerWith, jobPath, type OperationWorld, startOperationWorld } from '../../../support/worlds/operation-world.ts';

const held = (cause: Partial<LoggedCause>): LoggedCause => ({ code: '', action: 'stagedDelete', status: 'success', rows: 1, ...cause });

async function worldOf(logged?: LoggedCause[], cause = tooManyDeletes): Promise<OperationWorld> {
  const world = await startOperationWorld({ special: () => ({ cause, quarantinedForHours: 1 }) });
  await world.tenant.tick();
  if (logged) world.tenant.patch(world.tenant.jobAt().key, { logged });
  world.tenant.clock.advance(60_000);
  world.tenant.forget();
  return world;
}

const place = (world: OperationWorld, query = '') => `${jobPath(world.tenant.jobAt().key)}/stagedDeletes${query}`;
const reports = ({ tenant }: OperationWorld) => tenant.asked().filter(({ path }) => path.includes('/auditLogs/provisioning'));

describe('GET …/stagedDeletes', () => {
  it('counts what waits by type, each object once, and shows a sample by id', async () => {
    await using world = await worldOf([
      held({ rows: 1_200, objects: 600, namePrefix: 'Ada Lovelace' }),
      held({ rows: 12, action: 'StagedAction', objectType: 'Group' }),
      { code: 'EntryExportFailed', rows: 40 },
    ]);
    const { status, json } = await world.get(place(world));
    expect(status).toBe(200);
    expect(json).toMatchObject({
      waiting: true,
      freshness: 'fresh',
      stagedDeletes: 612,
      value: [
        { type: 'User', objects: 600 },
        { type: 'Group', objects: 12 },
      ],
      read: { rows: 1_212 },
      truncated: false,
    });
    expect(json.examples).toHaveLength(5);
    expect(JSON.stringify(json)).not.toContain('Ada');
    expect(JSON.stringify((await world.get(place(world, '?include=names'))).json)).toContain('Ada Lovelace');
    await world.tenant.ticks(2);
    expect(JSON.stringify(world.tenant.stored)).not.toContain('Ada');
    expect(JSON.stringify(world.tenant.log)).not.toContain('Ada');
  });

  it('offers the two ways that are documented, each as a request that is accepted as it is', async () => {
    for (const [way, answered] of [
      ['allow', { status: 'AwaitingApproval', parameters: { resetScope: ['ForceDeletes'], stagedDeletes: 731 } }],
      ['refuse', { status: 'NotStarted', action: 'restart' }],
    ] as const) {
      await using world = await worldOf();
      const { json } = await world.get(place(world));
      expect(json.ways.map((each: { way: string }) => each.way).sort()).toEqual(['allow', 'refuse']);
      const { action } = json.ways.find((each: { way: string }) => each.way === way);
      expect(action).toMatchObject({ allowed: true, needsStagedDeletes: way === 'allow', needsApproval: way === 'allow' });
      const { url, body } = action.request;
      expect(await world.ask('POST', url, { key: 'k', body })).toMatchObject({ status: 202, json: answered });
    }
  });

  it('says of each way to whoever may not go it why', async () => {
    await using world = await worldOf();
    const { json } = await world.get(place(world), callerWith('Reader'));
    expect(json.stagedDeletes).toBe(731);
    expect(json.ways.map(({ action }: { action: { allowed: boolean; code: string } }) => [action.allowed, action.code])).toEqual([
      [false, 'Forbidden'],
      [false, 'Forbidden'],
    ]);
    expect((await world.get(place(world), admin('eve', onlyTenants('other')))).status).toBe(404);
  });

  it('counts nothing that it has not read to the end, and says how far it came', async () => {
    await using world = await worldOf([held({ rows: 20_000, sinceHoursAgo: 20 })]);
    const { json } = await world.get(place(world));
    expect(reports(world)).toHaveLength(5);
    expect(json).toMatchObject({ stagedDeletes: null, uncounted: 'truncated', truncated: true, read: { rows: 5_000 } });
    expect(json.value).toEqual([{ type: 'User', objects: 5_000 }]);
    expect(json.ways.find(({ way }: { way: string }) => way === 'allow').action.request.body.stagedDeletes).toBeNull();
  });

  it('is no number where the deletions began to wait before what Graph keeps of the log', async () => {
    await using world = await worldOf([held({ rows: 7 })]);
    expect((await world.get(place(world))).json.stagedDeletes).toBe(7);
    world.tenant.clock.advance(33 * 24 * 3_600_000);
    world.tenant.patch(world.tenant.jobAt().key, { logged: [held({ rows: 7 })] });
    world.tenant.forget();
    const kept = new Date(world.tenant.clock.at - 30 * 24 * 3_600_000).toISOString();
    expect((await world.get(place(world))).json).toMatchObject({ stagedDeletes: null, uncounted: 'notKept', read: { from: kept } });
  });

  it('is no empty list where the job waits and no row has reached the log', async () => {
    await using world = await worldOf([]);
    expect((await world.get(place(world))).json).toMatchObject({ waiting: true, stagedDeletes: null, uncounted: 'notLogged', value: [] });
  });

  it('says that nothing waits in a job that stands still for another reason, and offers nothing', async () => {
    await using world = await worldOf([{ code: 'EntryExportFailed', rows: 4 }], noActiveAgents);
    const { json } = await world.get(place(world));
    expect(json).toMatchObject({ waiting: false, stagedDeletes: 0, value: [] });
    expect(json).not.toHaveProperty('ways');
  });

  it('answers 503 with the time to wait at the limit of the reports, and for a reading that broke off, and counts no half', async () => {
    await using world = await worldOf([held({ rows: 3_500 })]);
    expect((await world.get(place(world))).json.stagedDeletes).toBe(3_500);
    const refused = await world.get(place(world));
    expect(refused).toMatchObject({ status: 503, json: { code: 'UpstreamThrottled' } });
    expect(reports(world)).toHaveLength(5);
    world.tenant.clock.advance(Number(refused.headers['retry-after']) * 1_000);
    expect((await world.get(place(world))).json.stagedDeletes).toBe(3_500);
    expect(reports(world).every(({ status }) => status === 200)).toBe(true);
    world.tenant.clock.advance(11_000);
    world.tenant.fault({ match: { path: 'skiptoken' }, times: 9, fault: { kind: 'status', status: 503 } });
    expect((await world.get(place(world))).status).toBe(503);
  });
});

describe('where the log may not be read', () => {
  const without = (...names: string[]) => readerRoles.filter((role) => !names.includes(role));

  it.each<[string, Partial<{ roles: string[]; licence: 'free'; consent: false }>, string]>([
    ['AuditLog.Read.All is missing', { roles: without('AuditLog.Read.All') }, 'permissionMissing'],
    ['Directory.Read.All is missing', { roles: without('Directory.Read.All') }, 'permissionMissing'],
    ['every permission of the log is missing', { roles: without('AuditLog.Read.All', 'Directory.Read.All') }, 'permissionMissing'],
    ['the licence is missing', { licence: 'free' }, 'licenceMissing'],
    ['the tenant withdrew its consent', { consent: false }, 'consentMissing'],
  ])('both routes say why and list nothing when %s', async (_, { roles, licence, consent }, reason) => {
    await using world = await startOperationWorld({
      withAuthority: true,
      special: () => ({ cause: tooManyDeletes, quarantinedForHours: 1 }),
    });
    await world.tenant.tick();
    for (const tenant of world.tenant.world.tenants.values()) {
      if (roles) tenant.grants[clients.readerClientId] = roles;
      if (licence) tenant.licence = licence;
      if (consent === false) delete tenant.grants[clients.readerClientId];
    }
    // The token that was given before says nothing of what was granted since.
    world.tenant.clock.advance(2 * 3_600_000);
    for (const route of ['stagedDeletes', 'provisioningErrors']) {
      const { status, json } = await world.get(`${jobPath(world.tenant.jobAt().key)}/${route}`);
      expect({ route, status, reason: json.unavailable?.reason }).toEqual({ route, status: 200, reason });
      for (const field of ['value', 'examples', 'read', 'truncated']) expect(json).not.toHaveProperty(field);
      if (route === 'stagedDeletes') expect(json).toMatchObject({ waiting: true, stagedDeletes: null });
      if (reason !== 'consentMissing') expect(json.unavailable.permission).toContain('ProvisioningLog.Read.All');
      if (licence) expect(json.unavailable.licence).toContain('P1');
    }
  });
});
