import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DirectoryAudit } from '../../../dev/graph/model/model.ts';
import { clients, fullConsent } from '../../../dev/graph/world/clients.ts';
import { onlyTenants } from '../../support/worlds/callers.ts';
import { callerWith, type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';

const hourInMs = 3_600_000;
const ada = { id: 'a6c1d0f2-0000-4000-8000-000000000001', displayName: 'Ada Lovelace', userPrincipalName: 'ada@contoso.example' };
const cause = {
  code: 'InvalidCredentials',
  message: 'no',
  tenantActionable: true,
  reason: 'EncounteredQuarantineException',
  failuresBeforeQuarantine: 1,
};

let world: OperationWorld;

function tenant() {
  const [first] = world.tenant.world.tenants.values();
  if (first === undefined) throw new Error('The world has no tenant');
  return first;
}
const target = (place = 0) => ({ id: world.tenant.jobAt(place).key.servicePrincipalId, type: 'ServicePrincipal', displayName: 'corp' });
function audited(hoursAgo: number, activity: string, more: Partial<DirectoryAudit> = {}): void {
  tenant().audits.push({ at: world.tenant.clock.at - hoursAgo * hourInMs, activity, targets: [target()], ...more });
}
const reports = () => world.tenant.asked().filter(({ path }) => path.includes('/auditLogs/directoryAudits'));

/** The job breaks now, and its incident is asked about. */
async function broken(place = 0): Promise<string> {
  world.tenant.patch(world.tenant.jobAt(place).key, { cause, status: { code: 'Quarantine' } });
  await world.tenant.ticks();
  world.tenant.forget();
  const { servicePrincipalId } = world.tenant.jobAt(place).key;
  const { json } = await world.get('/incidents?condition=quarantine');
  const found = json.value.find(({ scope }: { scope: { servicePrincipalId?: string } }) => scope.servicePrincipalId === servicePrincipalId);
  return `/incidents/${found.incidentId}/precedingChanges`;
}
const linesOf = (json: { value: Record<string, unknown>[] }) => json.value.map(({ source, kind, what }) => [source, kind, what]);

describe('GET /incidents/{incidentId}/precedingChanges', () => {
  beforeEach(async () => {
    world = await startOperationWorld({ tenants: 2, servicePrincipalsPerTenant: 2 });
    await world.tenant.tick();
  });
  afterEach(async () => world[Symbol.asyncDispose]());

  it('tells a line once that both questions to the log find', async () => {
    world.tenant.clock.advance(48 * hourInMs);
    const path = await broken();
    const at = world.tenant.clock.at - hourInMs;
    const line = { id: 'Directory_1', activityDateTime: new Date(at).toISOString(), activityDisplayName: 'Delete Connector' };
    world.tenant.fault({
      match: { path: '/auditLogs/directoryAudits' },
      times: null,
      fault: { kind: 'body', body: { value: [line, line] } },
    });
    const { json } = await world.get(path);
    expect(linesOf(json)).toContainEqual(['auditLog', 'agent', 'Delete Connector']);
    expect(json.value.filter(({ what }: { what: string }) => what === 'Delete Connector')).toMatchObject([{ count: 1 }]);
  });

  it('tells what we saw and what the audit log says of the day before, the newest first, and who by id', async () => {
    world.tenant.clock.advance(48 * hourInMs);
    audited(1, 'Update provisioning setting or credentials', { user: ada });
    audited(5, 'Add owner to service principal', { app: { appId: clients.operatorClientId, displayName: 'Terraform' } });
    audited(6, 'Add owner to service principal', { user: ada, targets: [target(1)] });
    audited(25, 'Update attribute mappings or scope', { user: ada });
    audited(3, 'Export', { user: ada });
    audited(2, 'Delete Connector Group', { loggedByService: 'Application Proxy', result: 'failure', targets: [] });
    world.tenant.patch(world.tenant.jobAt().key, { schedule: { interval: 'PT10M' } });
    await world.tenant.ticks();
    const { status, json } = await world.get(await broken());
    expect(status).toBe(200);
    expect(linesOf(json)).toEqual([
      ['seenByUs', 'schedule', 'schedule.interval 300 → 600'],
      ['auditLog', 'credentialsOrSettings', 'Update provisioning setting or credentials'],
      ['auditLog', 'agent', 'Delete Connector Group'],
      ['auditLog', 'owner', 'Add owner to service principal'],
    ]);
    expect(json.value[1]).toMatchObject({ actor: { kind: 'user', id: ada.id }, outcome: 'success', count: 1 });
    expect(json.value[2]).toMatchObject({ outcome: 'failure' });
    expect(json.value[3]).toMatchObject({ actor: { kind: 'app', id: clients.operatorClientId } });
    expect(json).toMatchObject({ more: 0, auditLog: { truncated: false, read: { rows: 4, from: json.from, to: json.brokeAt } } });
    expect(Date.parse(json.brokeAt) - Date.parse(json.from)).toBe(24 * hourInMs);
  });

  it('tells operations that were sent through us, and not those that change nothing', async () => {
    const { key } = world.tenant.jobAt();
    world.tenant.clock.advance(hourInMs);
    const restarted = await world.act(key, 'restart');
    await world.work();
    await world.act(key, 'validateCredentials');
    await world.work();
    world.tenant.clock.advance(hourInMs);
    const { json } = await world.get(await broken());
    expect(linesOf(json)).toEqual([
      ['seenByUs', 'provisioning', 'restart'],
      ['seenByUs', 'provisioning', 'appeared'],
    ]);
    expect(json.value[0]).toMatchObject({
      operationId: restarted.json.operationId,
      outcome: 'Succeeded',
      actor: { kind: 'user', id: 'home/alice' },
    });
    expect(json.seenByUs).toEqual({ watchedSince: json.value[1].at, gaps: 2 });
  });

  it('shows five lines at most, equal ones as one, and says how many more there are', async () => {
    for (let index = 0; index < 40; index += 1) audited(1 + index / 100, 'Add app role assignment grant to user', { user: ada });
    for (let index = 0; index < 7; index += 1) audited(2 + index, `Update application ${index}`, { user: ada });
    const { json } = await world.get(await broken());
    expect(json.value).toHaveLength(5);
    // The first reading of the job is the eighth of the rest.
    expect(json.more).toBe(4);
    expect(json.value.find(({ kind }: { kind: string }) => kind === 'assignment')).toMatchObject({ count: 40 });
  });

  it('says that nothing was found in what was read as exactly that', async () => {
    world.tenant.clock.advance(48 * hourInMs);
    await world.tenant.ticks();
    const { json } = await world.get(await broken());
    expect(json).toMatchObject({
      value: [],
      more: 0,
      auditLog: { read: { rows: 0, from: json.from, to: json.brokeAt }, truncated: false },
    });
    expect(json.seenByUs.gaps).toBeGreaterThan(0);
  });

  it('says how far it came where the log has more than it reads', async () => {
    for (let index = 0; index < 2_500; index += 1) audited(1 + index / 200, 'Export', { user: ada });
    audited(20, 'Update attribute mappings or scope');
    const { json } = await world.get(await broken());
    expect(reports()).toHaveLength(3);
    expect(json.auditLog).toMatchObject({ truncated: true, read: { rows: 2_000 } });
    expect(json.auditLog.read.from > json.from).toBe(true);
    expect(linesOf(json).filter(([source]) => source === 'auditLog')).toEqual([]);
  });

  it('never sends a sixth report within ten seconds, whoever asks for which: it says when to come again', async () => {
    const place = await broken();
    expect((await world.get(place)).status).toBe(200);
    expect((await world.get(place)).status).toBe(200);
    const before = reports().length;
    // The fifth would be permitted, and that for the agents would not: half an answer would look like all of it.
    const refused = await world.get(place);
    expect(refused).toMatchObject({ status: 503, json: { code: 'UpstreamThrottled' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(before).toBe(4);
    expect(reports()).toHaveLength(4);
    expect(reports().every(({ status }) => status === 200)).toBe(true);
    world.tenant.clock.advance(Number(refused.headers['retry-after']) * 1_000);
    expect((await world.get(place)).status).toBe(200);
  });

  it('is no half of an answer where the second of two requests fails', async () => {
    const place = await broken();
    world.tenant.fault({ match: { path: 'Application Proxy' }, fault: { kind: 'status', status: 503 } });
    expect((await world.get(place)).status).toBe(503);
    expect(reports()).toHaveLength(2);
  });

  it('asks nothing of Graph where the log cannot go back so far', async () => {
    const place = await broken();
    world.tenant.clock.advance(31 * 24 * hourInMs);
    const { json } = await world.get(place);
    expect(json.auditLog).toEqual({ unavailable: { reason: 'notKept' } });
    expect(reports()).toEqual([]);
  });

  it('shows names only where they are asked for, and keeps none of them', async () => {
    audited(1, 'Update provisioning setting or credentials', { user: ada });
    const place = await broken();
    expect(JSON.stringify((await world.get(place)).json)).not.toMatch(/ada@|lovelace/i);
    const { json } = await world.get(`${place}?include=names`);
    expect(json.value.find(({ source }: { source: string }) => source === 'auditLog').actor).toEqual({
      kind: 'user',
      id: ada.id,
      name: ada.userPrincipalName,
    });
    await world.tenant.ticks(2);
    const { tenantId } = world.tenant.jobAt().key;
    const { value: audit } = await world.tenant.ports.audit.list(tenantId, { from: '2000', to: '9999', pageSize: 100 });
    const kept = JSON.stringify([world.tenant.stored, world.tenant.log, audit, await world.tenant.ports.state.readNow(tenantId)]);
    expect(kept).not.toMatch(/ada@|lovelace/i);
  });

  it('is nothing for who may not see the incident, and for an incident of no job', async () => {
    const place = await broken();
    const other = world.tenant.tenantIds[1] ?? '';
    expect((await world.get(place, callerWith('Reader', onlyTenants(other)))).status).toBe(404);
    expect((await world.get(place, callerWith('Reader', onlyTenants(world.tenant.tenantId)))).status).toBe(200);
    expect((await world.get('/incidents/none/precedingChanges')).status).toBe(404);
  });
});

describe('where the audit log may not be read', () => {
  let place: string;
  // A token holds what was granted when it was made, and none is made without consent.
  beforeAll(async () => {
    world = await startOperationWorld({ withAuthority: true });
    await world.tenant.tick();
    place = await broken();
  });
  afterEach(() => {
    tenant().grants = fullConsent();
    tenant().licence = 'P1';
    world.tenant.clock.advance(25 * hourInMs);
  });
  afterAll(async () => world[Symbol.asyncDispose]());

  const grant = (...roles: string[]) => {
    tenant().grants[clients.readerClientId] = ['Application.Read.All', 'Synchronization.Read.All', ...roles];
  };
  const permission = expect.stringContaining('AuditLog.Read.All');

  it.each<[string, () => void, object]>([
    ['neither permission', () => grant(), { reason: 'permissionMissing', permission, code: 'Authorization_RequestDenied' }],
    [
      'AuditLog.Read.All alone',
      () => grant('AuditLog.Read.All'),
      { reason: 'permissionMissing', permission, code: 'Authorization_RequestDenied' },
    ],
    [
      'Directory.Read.All alone',
      () => grant('Directory.Read.All'),
      { reason: 'permissionMissing', permission, code: 'Authorization_RequestDenied' },
    ],
    [
      'both without the licence',
      () => {
        tenant().licence = 'free';
      },
      {
        reason: 'licenceMissing',
        permission,
        licence: expect.stringContaining('P1'),
        code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      },
    ],
    ['nothing: no consent', () => void delete tenant().grants[clients.readerClientId], { reason: 'consentMissing', code: 'AADSTS700016' }],
  ])('the answer says why and what to grant, and still what we saw ourselves: there is %s', async (_, arrange, unavailable) => {
    arrange();
    world.tenant.clock.advance(25 * hourInMs);
    const { status, json } = await world.get(place);
    expect(status).toBe(200);
    expect(json.auditLog).toEqual({ unavailable });
    expect(linesOf(json)).toEqual([['seenByUs', 'provisioning', 'appeared']]);
  });

  it('an outage is an outage, and says nothing of rights', async () => {
    world.tenant.fault({ match: { path: '/auditLogs/directoryAudits' }, times: 1, fault: { kind: 'status', status: 503 } });
    expect((await world.get(place)).status).toBe(503);
  });
});
