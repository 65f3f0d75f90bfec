import { describe, expect, it } from '@jest/globals';
import type { FaultRuleInput } from '../../../dev/graph/faults/fault-rules.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { onlyTenants } from '../../support/worlds/callers.ts';
import { callerWith } from '../../support/worlds/operation-world.ts';
import { passMinutes } from '../../support/worlds/service-minutes.ts';
import { type ServiceWorld, startServiceWorld } from '../../support/worlds/service-world.ts';
import { minuteInMs, type TenantWorldOptions, tickInMs } from '../../support/worlds/tenant-world.ts';

/** Two ticks and a minute. */
const freshMinutes = 11;
const tickMinutes = 5;
const reader = callerWith('Reader');

const down = (tenantId?: string): FaultRuleInput => ({
  match: { service: 'graph', ...(tenantId !== undefined && { tenantId }) },
  times: null,
  fault: { kind: 'status', status: 503, body: { error: { code: 'serviceNotAvailable', message: 'Service unavailable' } } },
});

const startWatched = (options: TenantWorldOptions = {}): Promise<ServiceWorld> =>
  startServiceWorld(createInMemoryTables(), { tenants: 3, ...options, poll: { pollIntervalInMs: tickInMs, ...options.poll } });

async function shown({ get }: ServiceWorld) {
  const [status, ready] = [await get('/status', reader), await get('/health/ready', reader)];
  const polling = (ready.json.checks as { name: string; ok: boolean; detail: string }[]).find(({ name }) => name === 'polling');
  return { status: status.json, ready: ready.status, readiness: ready.json.status, polling };
}

const cards = ({ channels }: ServiceWorld) => channels.primary.sent.map(({ kind, word }) => `${kind} ${word}`);
const names = ({ tenant }: ServiceWorld, tenantIds = tenant.tenantIds) =>
  tenantIds.map((tenantId) => tenant.world.tenants.get(tenantId)?.displayName ?? tenantId);

describe('a Graph that is dead for every tenant', () => {
  it('makes the service blind and not ready within the fresh limit and a tick, with who and since when, and well again a tick after', async () => {
    await using world = await startWatched();
    await passMinutes(world, tickMinutes);
    const lastRead = (await world.tenant.fleetRow()).lastCompletedAt ?? '';
    expect(await shown(world)).toMatchObject({ status: { monitor: 'ok', monitorTenants: [] }, ready: 200, readiness: 'ready' });

    world.tenant.fault(down());
    await passMinutes(world, freshMinutes - 1);
    expect(await shown(world)).toMatchObject({ status: { monitor: 'ok' }, ready: 200 });
    await passMinutes(world, tickMinutes);
    const blind = await shown(world);
    expect(blind).toMatchObject({ status: { monitor: 'blind', jobs: { byHealth: { healthy: 0 } } }, ready: 503, polling: { ok: false } });
    expect(Date.parse(blind.status.monitorSince) - Date.parse(lastRead)).toBeLessThan(1_000);
    expect(blind.status.monitorTenants).toHaveLength(3);
    for (const name of names(world)) {
      expect(blind.status.monitorReason).toContain(name);
      expect(blind.polling?.detail).toContain(`${name} (unavailable, since 2026-03-02T08:05`);
    }
    expect((await world.get('/metrics', reader)).text).toMatch(
      /entrasync_monitor\{state="blind"\} 1\n[\s\S]*entrasync_monitor_since_timestamp_seconds \d+/,
    );

    world.tenant.shared.faults.clear();
    const mendedAt = new Date(world.tenant.clock.at).toISOString();
    const isReadAgain = async () => ((await world.tenant.fleetRow()).lastCompletedAt ?? '') > mendedAt;
    // However long the pause between two looks at a dead Graph has become, one good pass is enough.
    while (!(await isReadAgain())) await passMinutes(world, 1);
    expect((await shown(world)).status.monitor).not.toBe('blind');
    expect((await shown(world)).ready).toBe(200);
    await passMinutes(world, 4 * tickMinutes);
    expect(await shown(world)).toMatchObject({ status: { monitor: 'ok', monitorTenants: [] }, ready: 200, readiness: 'ready' });
    expect((await shown(world)).status).not.toHaveProperty('monitorSince');
  });

  it.each([1, 5, 15])(
    'is told in one card with its cause, names and who must act, and the tenants’ own stay quiet, at an interval of %d min',
    async (interval) => {
      await using world = await startWatched({ poll: { pollIntervalInMs: interval * minuteInMs } });
      await passMinutes(world, interval);
      world.tenant.fault(down());
      await passMinutes(world, 60 + 3 * interval);
      expect(cards(world)).toEqual(['opened BLIND']);
      const [card] = world.channels.primary.sent;
      expect(card?.subject).toMatch(/^Reading of /);
      for (const name of names(world)) expect(card?.subject).toContain(name);
      expect(JSON.stringify(card?.sections)).toContain('Graph is temporarily unavailable');
      expect(card?.facts).toContainEqual({ label: 'Who must act', value: 'Microsoft' });
      const { json } = await world.get('/incidents', reader);
      expect(json.value.map(({ condition }: { condition: string }) => condition).sort()).toEqual([
        'monitorBlind',
        'unreachable',
        'unreachable',
        'unreachable',
      ]);

      world.tenant.shared.faults.clear();
      await passMinutes(world, 20 + 3 * interval);
      expect(cards(world)).toEqual(['opened BLIND', 'resolved RESOLVED']);
    },
  );

  it('leaves the tenant that stays dead to speak for itself once the others are back', async () => {
    await using world = await startWatched();
    await passMinutes(world, tickMinutes);
    world.tenant.fault(down());
    await passMinutes(world, 30);
    world.tenant.shared.faults.clear();
    world.tenant.fault(down(world.tenant.tenantId));
    await passMinutes(world, 30);
    expect(cards(world)).toEqual(['opened BLIND', 'resolved RESOLVED', 'opened UNREADABLE']);
    expect(world.channels.primary.sent.at(-1)?.subject).toBe(names(world)[0]);
  });

  it('ends with a card for the tenant whose trouble was told before, though all are blind when it recovers', async () => {
    await using world = await startWatched();
    await passMinutes(world, tickMinutes);
    world.tenant.fault(down(world.tenant.tenantId));
    await passMinutes(world, 30);
    world.tenant.fault(down());
    await passMinutes(world, 30);
    world.tenant.shared.faults.clear();
    await passMinutes(world, 40);
    expect(cards(world).slice(0, 2)).toEqual(['opened UNREADABLE', 'opened BLIND']);
    expect(cards(world).slice(2)).toEqual(['resolved RESOLVED', 'resolved RESOLVED']);
  });
});

describe('a Graph that is dead for some tenants', () => {
  it('degrades the service and leaves it ready, with who and since when, and ends a tick after the first good pass', async () => {
    await using world = await startWatched();
    const [dead = ''] = world.tenant.tenantIds;
    await passMinutes(world, tickMinutes);
    world.tenant.fault(down(dead));
    await passMinutes(world, freshMinutes + tickMinutes);
    const degraded = await shown(world);
    expect(degraded).toMatchObject({ ready: 200, readiness: 'degraded', polling: { ok: false } });
    expect(degraded.status).toMatchObject({ monitor: 'degraded', monitorTenants: [{ tenantId: dead, reason: 'unavailable' }] });
    expect(degraded.polling?.detail).toMatch(new RegExp(`^1 of 3 tenants .*${names(world)[0]} \\(unavailable, since 2026-03-02T08:05`));
    world.tenant.shared.faults.clear();
    await passMinutes(world, 4 * tickMinutes);
    expect(await shown(world)).toMatchObject({ status: { monitor: 'ok' }, ready: 200, readiness: 'ready' });
  });

  it('tells a reader only of the tenants that reader may see, and counts no others', async () => {
    await using world = await startWatched();
    const [dead = '', other = ''] = world.tenant.tenantIds;
    await passMinutes(world, tickMinutes);
    world.tenant.fault(down(dead));
    await passMinutes(world, freshMinutes + tickMinutes);
    const limited = callerWith('Reader', onlyTenants(other));
    const { json, text } = await world.get('/health/ready', limited);
    expect(json).toMatchObject({
      status: 'degraded',
      checks: [
        { name: 'storage', ok: true },
        { name: 'polling', ok: true },
      ],
    });
    expect(text).not.toContain(names(world)[0]);
    expect(text).not.toContain('of 3');
    expect((await world.get('/status', limited)).json).toMatchObject({ monitor: 'ok', tenants: { total: 1 } });
  });
});

describe('tenants that refuse this service', () => {
  it('are no blindness while all refuse by their own consent: ready, degraded, and each named', async () => {
    await using world = await startWatched({ tenants: 2 });
    await passMinutes(world, tickMinutes);
    const denied = { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' } };
    world.tenant.fault({ match: { service: 'graph' }, times: null, fault: { kind: 'status', status: 403, body: denied } });
    await passMinutes(world, freshMinutes + tickMinutes);
    const refused = await shown(world);
    expect(refused).toMatchObject({ status: { monitor: 'degraded' }, ready: 200, readiness: 'degraded' });
    expect(refused.status.monitorReason).toMatch(/^Every tenant refuses this service.*Authorization_RequestDenied/);
    expect(cards(world)).toEqual(['group NO ACCESS']);
  });

  it('are neither blind nor healthy when they never consented, alone or beside others', async () => {
    await using world = await startWatched({ tenants: 2 });
    const denied = { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' } };
    const refuse = (match: FaultRuleInput['match']) =>
      world.tenant.fault({ match: { ...match, service: 'graph' }, times: null, fault: { kind: 'status', status: 403, body: denied } });
    refuse({});
    await passMinutes(world, freshMinutes + tickMinutes);
    const alone = await shown(world);
    expect(alone).toMatchObject({
      status: { monitor: 'degraded', tenants: { neverConsented: 2 }, jobs: { byHealth: { healthy: 0 } } },
      ready: 200,
      readiness: 'degraded',
    });
    expect(alone.status.monitorReason).toMatch(/^No registered tenant has consented yet/);

    world.tenant.shared.faults.clear();
    refuse({ tenantId: world.tenant.tenantId });
    await passMinutes(world, 75);
    const beside = await shown(world);
    expect(beside.status).toMatchObject({
      monitor: 'ok',
      tenants: { neverConsented: 1, unreadable: [{ tenantId: world.tenant.tenantId }] },
    });
    expect(beside.status.monitorReason).toContain(`Counted apart, never consented: ${world.tenant.tenantId}`);
  });
});

describe('a fresh installation', () => {
  it('is not blind before the first reading had its time, and is when it never comes', async () => {
    await using world = await startWatched({ tenants: 1 });
    world.tenant.fault(down());
    await passMinutes(world, tickMinutes);
    expect(await shown(world)).toMatchObject({ status: { monitor: 'ok', jobs: { byHealth: { healthy: 0 } } }, ready: 200 });
    await passMinutes(world, freshMinutes + 1);
    expect(await shown(world)).toMatchObject({ status: { monitor: 'blind' }, ready: 503 });
  });

  it('without a tenant has nothing to miss while its ticks happen', async () => {
    await using world = await startWatched({ tenants: 0 });
    await passMinutes(world, 30);
    const empty = await shown(world);
    expect(empty).toMatchObject({ status: { monitor: 'ok', jobs: { total: 0, byHealth: { healthy: 0 } } }, ready: 200 });
    expect(empty.status.monitorReason).toBe('No tenant is registered; nothing is watched.');
    expect(cards(world)).toEqual([]);
  });
});
