import { describe, expect, it } from '@jest/globals';
import { createFleetCache } from '../../../lib/application/tenant/fleet-cache.ts';
import { createBeat } from '../../../lib/application/watch/beat.ts';
import { checkHealth, judgeReadiness } from '../../../lib/application/watch/check-health.ts';
import { lateTimers } from '../../../lib/application/watch/late-timers.ts';
import { createDispatchNote } from '../../../lib/application/watch/note-dispatch.ts';
import { type FleetRow, serviceTenantId } from '../../../lib/domain/tenant/tenant.ts';
import { isoOf, minuteInMs } from '../../../lib/domain/time.ts';
import { createNotifyWorld } from '../../support/worlds/notify-world.ts';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const ago = (minutes: number) => isoOf(now - minutes * minuteInMs);
const periods = { 'plan-polls': 5 * minuteInMs, 'dispatch-notifications': 30_000, 'watch-self': minuteInMs };
const well = { lastTickId: ago(4), dispatchedAt: ago(1), monitorJudgedAt: ago(1) };
const hour = 60 * minuteInMs;

function late(service: Partial<FleetRow>, awaitedSince = now - hour): string[] {
  const snapshot = { tenants: [], service: { v: 1, tenantId: serviceTenantId, ...service } as const };
  return lateTimers(snapshot, { periods, awaitedSince, now }).map(({ name, since }) => `${name} ${since}`);
}

describe('a timer that has stopped', () => {
  it('is none while each ran within its time', () => {
    expect(late(well)).toEqual([]);
    expect(late({ lastTickId: ago(11), dispatchedAt: ago(3), monitorJudgedAt: ago(3) })).toEqual([]);
  });

  it.each([
    ['plan-polls', { lastTickId: ago(12) }, 12],
    ['dispatch-notifications', { dispatchedAt: ago(4) }, 4],
    ['watch-self', { monitorJudgedAt: ago(4) }, 4],
  ])('is told by its name while the others go on: %s', (name, change, minutes) => {
    expect(late({ ...well, ...change })).toEqual([`${name} ${ago(minutes)}`]);
  });

  it('is late also when it never ran, but not before this instance could have seen it', () => {
    const { dispatchedAt: _, ...rest } = well;
    expect(late(rest, now - 4 * minuteInMs)).toEqual([`dispatch-notifications ${ago(4)}`]);
    expect(late(rest, now - 2 * minuteInMs)).toEqual([]);
  });

  it('makes the service not ready, and the check says which and since when', async () => {
    const world = createNotifyWorld();
    const at = world.clock.now();
    await world.fleet.create(serviceTenantId, { lastTickId: isoOf(at), monitorJudgedAt: isoOf(at), dispatchedAt: isoOf(at - hour) });
    const fleetRows = createFleetCache(world);
    const timers = { periods, awaitedSince: at };
    const check = () => checkHealth({ ...world, fleetRows }, { pollIntervalInMs: 5 * minuteInMs, visible: 'all', timers });
    const checks = await check();
    expect(judgeReadiness(checks)).toBe('notReady');
    expect(checks.filter(({ ok }) => !ok)).toEqual([
      { name: 'timers', ok: false, critical: true, detail: `Late: dispatch-notifications (last seen ${isoOf(at - hour)}).` },
    ]);
    await createDispatchNote(world)();
    fleetRows.forget();
    expect(judgeReadiness(await check())).toBe('ready');
  });
});

describe('the beat', () => {
  function listen() {
    const heard: string[] = [];
    const clock = { ...createNotifyWorld().clock, now: () => at };
    let at = now;
    const { log } = createNotifyWorld();
    const pass = (milliseconds: number) => {
      at += milliseconds;
    };
    const heartbeat = { beat: async (outcome: string, reason: string) => heard.push(`${outcome}: ${reason}`) > 0 };
    return { heard, beat: createBeat({ clock, log }, heartbeat), pass };
  }

  it.each([
    ['ok', [], 'success: ok'],
    ['degraded', [], 'success: ok'],
    ['blind', [], 'fail: The monitor is blind.'],
    ['ok', [{ name: 'plan-polls', since: ago(12) } as const], `fail: Late: plan-polls (last seen ${ago(12)}).`],
  ] as const)('of a monitor that is %s, with %j late, is %s', async (monitor, late, expected) => {
    const { beat, heard } = listen();
    await beat({ monitor, late });
    expect(heard).toEqual([expected]);
  });

  it('fails while the service cannot look at itself', async () => {
    const { beat, heard } = listen();
    await beat('unwatched');
    expect(heard).toEqual(['fail: The service could not look at itself.']);
  });

  it('comes once a minute at most, and with every minute', async () => {
    const { beat, heard, pass } = listen();
    const vitals = { monitor: 'ok', late: [] } as const;
    await beat(vitals);
    pass(59_900);
    await beat(vitals);
    expect(heard).toHaveLength(1);
    pass(200);
    await beat(vitals);
    pass(59_800);
    await beat(vitals);
    pass(200);
    await beat(vitals);
    expect(heard).toHaveLength(3);
  });
});
