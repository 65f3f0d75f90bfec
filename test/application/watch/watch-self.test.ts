import { beforeEach, describe, expect, it } from '@jest/globals';
import { createFleetCache } from '../../../lib/application/tenant/fleet-cache.ts';
import { type WatchOptions, watchSelf } from '../../../lib/application/watch/watch-self.ts';
import type { Condition } from '../../../lib/domain/condition.ts';
import type { Incident } from '../../../lib/domain/incident/incident.ts';
import { serviceTenantId } from '../../../lib/domain/tenant/tenant.ts';
import { hourInMs, isoOf, minuteInMs } from '../../../lib/domain/time.ts';
import { createFakeChannel, createNotifyWorld, type NotifyWorld } from '../../support/worlds/notify-world.ts';

const options: WatchOptions = {
  channelConfigured: true,
  reminderInMs: 24 * hourInMs,
  leaseInMs: 90_000,
  pollIntervalInMs: 5 * minuteInMs,
  configuredChannels: ['primary', 'secondary'],
};

describe('the watch over the service itself', () => {
  let world: NotifyWorld;
  beforeEach(async () => {
    world = createNotifyWorld();
    await world.addTenant('t1');
    await tick();
  });

  const watch = (change: Partial<WatchOptions> = {}) =>
    watchSelf({ ...world, fleetRows: createFleetCache(world) }, { ...options, ...change });
  const service = async () => (await world.fleet.get(serviceTenantId))?.value;

  /** A tick in which every tenant is read. */
  async function tick(): Promise<void> {
    const at = isoOf(world.clock.now());
    await world.fleet.create(serviceTenantId, {});
    for (const tenantId of ['t1', serviceTenantId]) {
      const row = await world.fleet.get(tenantId);
      await world.fleet.merge(tenantId, { lastTickId: at, ...(tenantId !== serviceTenantId && { lastCompletedAt: at }) }, row?.etag ?? '');
    }
  }

  async function incidents(): Promise<[Condition, Incident['scope'], string][]> {
    const { incidents: stored } = await world.state.readNow(serviceTenantId);
    return stored.flatMap(({ value }) => ('scope' in value ? [[value.condition, value.scope, value.severity]] : []));
  }

  it('finds nothing while ticks happen, and says so on its own row', async () => {
    expect(await watch()).toMatchObject({ reason: 'watched', monitor: 'ok' });
    expect(await incidents()).toEqual([]);
    expect(await service()).toMatchObject({ monitor: 'ok', channels: [] });
    expect(await service()).not.toHaveProperty('leaseOwner');
  });

  it('finds that no tick ever happened, once it has waited as long as for any other', async () => {
    const empty = createNotifyWorld();
    const watchEmpty = () => watchSelf({ ...empty, fleetRows: createFleetCache(empty) }, options);
    const monitor = async () => (await empty.fleet.get(serviceTenantId))?.value.monitor;
    await watchEmpty();
    empty.clock.advance(11 * minuteInMs);
    await watchEmpty();
    expect(await monitor()).toBe('ok');
    empty.clock.advance(1);
    await watchEmpty();
    expect(await monitor()).toBe('blind');
  });

  it('opens one incident when no tick happened for two intervals, lists it, and closes it when one does', async () => {
    world.clock.advance(11 * minuteInMs + 1);
    await watch();
    await watch();
    expect(await incidents()).toEqual([['monitorBlind', { kind: 'service', name: 'monitor' }, 'critical']]);
    expect(await service()).toMatchObject({
      monitor: 'blind',
      outboxPendingSince: isoOf(world.clock.now()),
      counts: { incidents: { critical: 1 } },
    });
    expect((await world.views.read(serviceTenantId))?.[0]?.incidents).toHaveLength(1);
    const teams = createFakeChannel();
    world.clock.advance(20_000);
    await world.dispatcher([teams])();
    await tick();
    await watch();
    world.clock.advance(20_000);
    await world.dispatcher([teams])();
    expect(await incidents()).toEqual([]);
    expect(teams.sent.map(({ kind, word }) => [kind, word])).toEqual([
      ['opened', 'BLIND'],
      ['resolved', 'RESOLVED'],
    ]);
  });

  it('tells of a broken first channel through the second, and of its repair there too', async () => {
    const [teams, second] = [createFakeChannel(), createFakeChannel('secondary')];
    const dispatch = world.dispatcher([teams, second]);
    teams.answers.push({ outcome: 'broken', fault: 'HTTP 410' });
    await world.openIncident('t1', 'a');
    world.clock.advance(20_000);
    await dispatch();
    await tick();
    await watch();
    expect(await service()).toMatchObject({
      channels: [
        { name: 'primary', state: 'broken', lastFault: 'HTTP 410' },
        { name: 'secondary', state: 'unproven' },
      ],
    });
    world.clock.advance(20_000);
    await dispatch();
    expect(second.sent.map(({ word }) => word)).toEqual(['QUARANTINE', 'NO DELIVERY']);
    world.clock.advance(15 * minuteInMs);
    await tick();
    await dispatch();
    await watch();
    world.clock.advance(20_000);
    await dispatch();
    expect(teams.sent.map(({ word }) => word)).toEqual(['CHANNEL REPAIRED']);
    expect(second.sent.map(({ word }) => word)).toEqual(['QUARANTINE', 'NO DELIVERY', 'RESOLVED']);
  });

  it('takes back the card about its only channel, which could never have been sent', async () => {
    const teams = createFakeChannel();
    const dispatch = world.dispatcher([teams]);
    teams.answers.push({ outcome: 'broken', fault: 'HTTP 404' });
    await world.openIncident('t1', 'a');
    world.clock.advance(20_000);
    await dispatch();
    await watch();
    expect(await incidents()).toMatchObject([['channelBroken', { name: 'primary' }, 'critical']]);
    world.clock.advance(15 * minuteInMs);
    await tick();
    await dispatch();
    await watch();
    world.clock.advance(minuteInMs);
    await dispatch();
    expect(teams.sent.map(({ word }) => word)).toEqual(['CHANNEL REPAIRED']);
    expect([await incidents(), await world.outbox.list(serviceTenantId)]).toEqual([[], []]);
  });

  it('closes the incident of a broken channel that is no longer configured', async () => {
    const teams = createFakeChannel();
    teams.answers.push({ outcome: 'broken', fault: 'HTTP 404' });
    await world.openIncident('t1', 'a');
    world.clock.advance(20_000);
    await world.dispatcher([teams])();
    await watch();
    expect(await incidents()).toHaveLength(1);
    await watch({ configuredChannels: [], channelConfigured: false });
    expect(await incidents()).toEqual([]);
  });

  it('notices cards that wait too long', async () => {
    await world.openIncident('t1', 'a');
    world.clock.advance(31 * minuteInMs);
    await tick();
    await watch();
    expect(await incidents()).toEqual([['channelBroken', { kind: 'service', name: 'outbox' }, 'critical']]);
  });

  it('warns of messages set aside within the hour', async () => {
    const at = isoOf(world.clock.now());
    await world.deadLetters.record({ queue: 'poll-tenant', id: 'm1', at, reason: 'x', text: '' });
    await watch();
    expect(await incidents()).toEqual([['poison', { kind: 'service', name: 'deadLetters' }, 'warning']]);
    world.clock.advance(hourInMs + 1);
    await tick();
    await watch();
    expect(await incidents()).toEqual([]);
  });

  it('does nothing while another instance watches', async () => {
    await watch();
    const row = await world.fleet.get(serviceTenantId);
    await world.fleet.merge(serviceTenantId, { leaseOwner: 'other', leaseUntil: isoOf(world.clock.now() + 1_000) }, row?.etag ?? '');
    expect(await watch()).toEqual({ reason: 'leaseHeld' });
  });
});
