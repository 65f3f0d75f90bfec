import { describe, expect, it } from '@jest/globals';
import { unnamedCause } from '../../../dev/graph/behaviours/quarantine.ts';
import { jobPath, type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';
import { tickInMs } from '../../support/worlds/tenant-world.ts';

const hiccup = { ...unnamedCause, tenantActionable: false };
const dayInMs = 86_400_000;

/** Two tenants with one quarantined job each. */
async function startQuarantined(special = {}): Promise<OperationWorld> {
  const world = await startOperationWorld({ tenants: 2, special: () => ({ cause: hiccup, quarantinedForHours: 1, ...special }) });
  await world.tenant.tick();
  return world;
}

/** Clears the quarantine of a tenant's job, until the next pass has seen it. */
async function clear(world: OperationWorld, tenant = 0) {
  const { key } = world.tenant.jobAt(0, 0, tenant);
  world.tenant.clock.advance(3_000);
  const { json } = await world.act(key, 'clearQuarantine');
  world.tenant.clock.advance(1_000);
  await world.work();
  await world.tenant.ticks(1);
  world.tenant.clock.advance(3_000);
  return { key, operationId: json.operationId as string };
}

type Listed = Record<'tenantId' | 'incidentId' | 'operationId', string> & { displayName?: string };

async function listed(world: OperationWorld, path: string): Promise<Listed[]> {
  const found: Listed[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const { status, json }: { status: number; json: { value: Listed[]; nextLink?: string } } = await world.get(next);
    expect(status).toBe(200);
    found.push(...json.value);
    next = json.nextLink;
  }
  return found;
}

const closedOf = async (world: OperationWorld, query = '') =>
  (await listed(world, `/incidents?state=closed${query}`)).map(({ incidentId }) => incidentId);

/** The pages and the rows as a release without a recent past has left them. */
async function makeOlder({ tenant: { ports, tenantId } }: OperationWorld): Promise<void> {
  const pages = (await ports.views.read(tenantId)) ?? [];
  await ports.views.write(
    tenantId,
    pages.map(({ closedIncidents: _, operations: __, ...page }) => page),
  );
  const { incidents } = await ports.state.readNow(tenantId);
  const stubs = incidents.map(({ value: { hash, openedSeq }, etag }) => [
    { type: 'incident', value: { v: 1, state: 'stub', hash, openedSeq }, etag } as const,
  ]);
  await ports.state.commit(tenantId, stubs);
  const row = await ports.fleet.get(tenantId);
  await ports.fleet.merge(tenantId, { viewHash: 'of an older release', viewVersion: (row?.value.viewVersion ?? 0) + 1 }, row?.etag ?? '');
}

describe('closed incidents', () => {
  it('of all tenants are listed in one read, the latest first, page by page', async () => {
    await using world = await startQuarantined();
    expect(await closedOf(world)).toEqual([]);
    await clear(world, 0);
    await clear(world, 1);
    const all = await listed(world, '/incidents?state=closed');
    expect(all.map(({ tenantId }) => tenantId)).toEqual([...world.tenant.tenantIds].reverse());
    expect(all[0]).toMatchObject({ state: 'closed', resolution: 'recovered', operation: { action: 'clearQuarantine' } });
    expect(await listed(world, '/incidents?state=closed&pageSize=1')).toEqual(all);
    expect(await listed(world, '/incidents?state=closed&condition=silent')).toEqual([]);
    for (const tenantId of world.tenant.tenantIds) {
      expect(await closedOf(world, `&tenantId=${tenantId}`)).toEqual(
        all.filter((incident) => incident.tenantId === tenantId).map(({ incidentId }) => incidentId),
      );
    }
  });

  it('cost a tick nothing that finds nothing new', async () => {
    await using world = await startQuarantined();
    await clear(world);
    await world.tenant.ticks(4);
    world.tenant.forget();
    await world.tenant.ticks(1);
    const of = (table: string) => world.tenant.stored.filter((request) => request.table === table);
    expect(of('JobViews')).toEqual([]);
    expect(of('SyncState').filter(({ operation }) => operation !== 'transaction')).toHaveLength(world.tenant.tenantIds.length);
  });

  it('are listed by the next pass where the one that closed them died before it could say so', async () => {
    await using world = await startQuarantined();
    const { views } = world.tenant.ports;
    const { write } = views;
    let deaths = 0;
    views.write = async (tenantId, pages) => {
      if (pages[0]?.closedIncidents?.length === 1 && deaths++ < 1) throw new Error('the worker dies here');
      await write(tenantId, pages);
    };
    await clear(world).catch(() => undefined);
    expect(deaths).toBe(1);
    await world.tenant.ticks(1);
    world.tenant.clock.advance(3_000);
    expect(await closedOf(world)).toHaveLength(1);
  });

  it('stay listed when the problem opens again', async () => {
    await using world = await startQuarantined({ relapses: true });
    await clear(world);
    const [first] = await closedOf(world);
    for (let tick = 0; tick < 4 && (await listed(world, '/incidents')).length < 2; tick++) {
      await world.tenant.ticks(1);
      world.tenant.clock.advance(3_000);
    }
    const open = await listed(world, '/incidents');
    expect(open.map(({ incidentId }) => incidentId)).toContain(first?.replace(/\.1$/, '.2'));
    expect(await closedOf(world)).toEqual([first]);
  });

  it('leave the list of all tenants after seven days, and that of their own never', async () => {
    await using world = await startQuarantined();
    await clear(world);
    world.tenant.clock.advance(7 * dayInMs - 2 * tickInMs);
    await world.tenant.ticks(1);
    expect(await closedOf(world)).toHaveLength(1);
    world.tenant.clock.advance(3 * tickInMs);
    await world.tenant.ticks(1);
    world.tenant.clock.advance(3_000);
    expect(await closedOf(world)).toEqual([]);
    expect(await closedOf(world, `&tenantId=${world.tenant.tenantId}`)).toHaveLength(1);
  });

  it('that an older release closed and published without them are listed once their tenant was polled', async () => {
    await using world = await startQuarantined();
    const { operationId } = await clear(world);
    const before = await closedOf(world);
    await makeOlder(world);
    world.tenant.clock.advance(3_000);
    expect(await closedOf(world)).toEqual([]);
    expect(await listed(world, '/operations')).toEqual([]);
    await world.tenant.ticks(1);
    world.tenant.clock.advance(3_000);
    expect(await closedOf(world)).toEqual(before);
    expect(await listed(world, '/operations')).toMatchObject([{ operationId }]);
    // The page itself remembers from now on what the stub of the older release does not tell.
    world.tenant.patch(world.tenant.jobAt().key, { schedule: { state: 'Paused' } });
    await world.tenant.ticks(1);
    world.tenant.clock.advance(3_000);
    expect(await closedOf(world)).toEqual(before);
  });
});

describe('operations', () => {
  it('of all tenants are listed in one read, newest first, and those of one job by its id', async () => {
    await using world = await startQuarantined({ relapses: true });
    const ids = [await clear(world, 0), await clear(world, 1)].map(({ operationId }) => operationId);
    world.tenant.clock.advance(4 * tickInMs);
    const { key, operationId } = await clear(world, 0);
    const all = await listed(world, '/operations');
    expect(all.map((operation) => operation.operationId)).toEqual([operationId, ...ids.toReversed()]);
    expect(await listed(world, '/operations?pageSize=1')).toEqual(all);
    const ofJob = all.filter(({ tenantId }) => tenantId === key.tenantId);
    const query = `servicePrincipalId=${key.servicePrincipalId}&jobId=${encodeURIComponent(key.jobId)}`;
    expect(await listed(world, `/operations?${query}`)).toEqual(ofJob);
    expect(await listed(world, `/operations?tenantId=${key.tenantId}&${query}`)).toMatchObject(ofJob);
    expect(await listed(world, `/operations?tenantId=${key.tenantId}&jobId=another`)).toEqual([]);
  });

  it('name their job as it was read last, in all lists, and no longer when it is gone', async () => {
    await using world = await startQuarantined();
    const { key } = await clear(world);
    const [{ displayName }] = (await world.get(`/jobs?tenantId=${key.tenantId}`)).json.value;
    const lists = ['/operations', `/operations?tenantId=${key.tenantId}`, `/audit?tenantId=${key.tenantId}`];
    const names = async () => (await Promise.all(lists.map((path) => listed(world, path)))).map(([first]) => first?.displayName);
    expect(displayName).toMatch(/./);
    expect(await names()).toEqual([displayName, displayName, displayName]);
    world.tenant.patch(key, { removed: true });
    await world.tenant.ticks(3);
    world.tenant.clock.advance(3_000);
    expect((await world.get(`/jobs?tenantId=${key.tenantId}`)).json.value).toEqual([]);
    expect((await names()).slice(1)).toEqual([undefined, undefined]);
  });

  it('are shown as they stand, although the list was made before they ended', async () => {
    await using world = await startQuarantined();
    const { key } = world.tenant.jobAt();
    world.tenant.clock.advance(3_000);
    const { json } = await world.act(key, 'clearQuarantine', { body: { reason: 'the agent is back' } });
    for (const message of world.waitingPolls) await world.tenant.handle(message);
    world.tenant.clock.advance(3_000);
    expect(await listed(world, '/operations')).toMatchObject([{ operationId: json.operationId, status: 'NotStarted' }]);
    await world.work();
    expect(await listed(world, '/operations')).toMatchObject([
      { status: 'Succeeded', parameters: { reason: 'the agent is back' }, verificationRuns: { seen: 0, needed: 3 } },
    ]);
  });

  it('tell how many of the runs that prove them were seen', async () => {
    await using world = await startQuarantined();
    const { key, operationId } = await clear(world);
    const seen: unknown[] = [];
    for (let tick = 0; tick < 5; tick++) {
      const { json } = await world.get(`/operations/${operationId}`);
      seen.push([json.verificationRuns.seen, json.verification]);
      expect(json.verificationRuns.needed).toBe(3);
      expect((await world.get(jobPath(key))).json.lastOperation.verificationRuns).toEqual(json.verificationRuns);
      expect(await listed(world, '/operations')).toEqual([json]);
      await world.tenant.ticks(1);
      world.tenant.clock.advance(3_000);
    }
    expect(seen.at(-1)).toEqual([3, 'held']);
    expect(new Set(seen.map((step) => JSON.stringify(step))).size).toBeGreaterThan(2);
  });

  it('of people are told by hash alone, in the list of all tenants too', async () => {
    await using world = await startOperationWorld();
    await world.tenant.tick();
    const { key } = world.tenant.jobAt();
    world.tenant.clock.advance(3_000);
    const subjects = [{ objectId: '9bb0f679-a883-4a6f-8260-35b491b8b8c8', objectTypeName: 'User' }];
    await world.act(key, 'provisionOnDemand', { body: { ruleId: '03f7d90d-bf71-41b1-bda6-aaf0ddbee5d8', subjects } });
    for (const message of world.waitingPolls) await world.tenant.handle(message);
    const page = await world.tenant.ports.views.readFirst(key.tenantId);
    expect(page?.operations).toHaveLength(1);
    expect(JSON.stringify(page)).not.toContain('9bb0f679');
  });
});
