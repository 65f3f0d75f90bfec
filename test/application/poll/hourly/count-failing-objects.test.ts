import { describe, expect, it } from '@jest/globals';
import { clients, readerRoles } from '../../../../dev/graph/world/clients.ts';
import { hourInMs } from '../../../support/worlds/tenant-world.ts';
import { countingWorld, countsOf, failing, mostInTenSeconds, reports, traces } from './counting-world.ts';

describe('the objects that fail in a job that is not well', () => {
  it('are counted by cause: 4,454 of them, 4,400 for one', async () => {
    await using cloud = await countingWorld([
      [failing('EntryExportFailed', 4_400), failing('DuplicateTargetEntries', 54, { step: 'matching' })],
    ]);
    await cloud.tick();
    expect(await countsOf(cloud)).toEqual([
      {
        at: new Date(cloud.clock.at).toISOString(),
        objects: 4_454,
        rows: 4_454,
        causes: 2,
        top: [
          { code: 'EntryExportFailed', step: 'export', objects: 4_400 },
          { code: 'DuplicateTargetEntries', step: 'matching', objects: 54 },
        ],
      },
    ]);
    expect(reports(cloud)).toHaveLength(5);
  });

  it('are counted of 20,000 rows under twelve causes as far as five requests reach; nothing of an object is stored or logged', async () => {
    const causes = Array.from({ length: 12 }, (_, index) => failing(`Cause_${index}`, index === 0 ? 3_500 : 1_500, { objects: 1_000 }));
    await using cloud = await countingWorld([causes]);
    await cloud.tick();
    const [count] = await countsOf(cloud);
    expect(count).toMatchObject({ rows: 5_000, causes: 12, atLeast: true });
    expect(count?.top).toHaveLength(3);
    expect(count?.top[0]?.code).toBe('Cause_0');
    expect(reports(cloud).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const kept = JSON.stringify([cloud.stored, cloud.log]);
    for (const trace of traces) expect(kept).not.toContain(trace);
  });

  it('are counted once an hour, and two days of that are kept', async () => {
    await using cloud = await countingWorld([[failing('EntryExportFailed', 40)]]);
    await cloud.tick();
    for (let turn = 0; turn < 52; turn += 1) {
      cloud.forget();
      if (turn < 3) await cloud.ticks(2);
      expect(reports(cloud)).toEqual([]);
      cloud.clock.advance(hourInMs);
      await cloud.ticks();
      expect(reports(cloud)).toHaveLength(1);
    }
    const counts = await countsOf(cloud);
    expect(counts.length).toBeGreaterThan(36);
    expect(counts.length).toBeLessThanOrEqual(48);
    expect(cloud.clock.at - Date.parse(counts[0]?.at ?? '')).toBeLessThanOrEqual(48 * hourInMs);
    const row = await cloud.ports.state.getJob(cloud.jobAt().key);
    expect(JSON.stringify(row?.value.failing).length).toBeLessThan(6_000);
  });

  it('take turns where many jobs fail: a tick asks three times, or five for one long log, and the next goes on', async () => {
    const jobs = Array.from({ length: 12 }, (_, index) => [failing('EntryExportFailed', index === 3 ? 3_500 : 10 + index)]);
    await using cloud = await countingWorld(jobs);
    const counted = async () =>
      (await Promise.all(jobs.map((_, index) => countsOf(cloud, index)))).filter(({ length }) => length > 0).length;
    const steps: number[] = [];
    await cloud.tick();
    for (let tick = 0; tick < 6; tick += 1) {
      steps.push(await counted());
      cloud.forget();
      await cloud.ticks();
      expect(reports(cloud).length).toBeLessThanOrEqual(5);
      expect(mostInTenSeconds(cloud)).toBeLessThanOrEqual(5);
    }
    expect(steps[0]).toBeLessThanOrEqual(3);
    expect(await counted()).toBe(12);
    cloud.forget();
    await cloud.ticks(3);
    expect(reports(cloud)).toEqual([]);
    for (let index = 0; index < 12; index += 1) {
      expect(await countsOf(cloud, index)).toMatchObject([{ objects: index === 3 ? 3_500 : 10 + index }]);
    }
  });

  it('leave room for who looks into a log in the same moment, where no single log needs all that Graph answers', async () => {
    await using cloud = await countingWorld(Array.from({ length: 12 }, (_, index) => [failing('EntryExportFailed', 10 + index)]));
    await cloud.tick();
    expect(reports(cloud)).toHaveLength(3);
    const query = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z', kinds: ['failure', 'stagedDelete'] as const };
    const { rows, interruption } = await cloud.provisioningLog.read(cloud.jobAt().key, query);
    expect({ rows: rows.length, interruption }).toEqual({ rows: 10, interruption: undefined });
    expect(mostInTenSeconds(cloud)).toBe(5);
  });

  it('cost no request in a tenant whose jobs are well', async () => {
    await using cloud = await countingWorld([[failing('EntryExportFailed', 10)]], { special: () => ({}) });
    await cloud.tick();
    await cloud.ticks(24);
    expect(reports(cloud)).toEqual([]);
    expect(await cloud.ports.state.getHourly(cloud.tenantId, 'failingCauses')).toBeUndefined();
  });

  it('leave the live answers what they have asked for: who comes too late in ten seconds waits for the next tick', async () => {
    await using cloud = await countingWorld([[failing('EntryExportFailed', 10)]]);
    const { key } = cloud.jobAt();
    const query = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z', kinds: ['failure'] as const };
    for (let index = 0; index < 5; index += 1) await cloud.provisioningLog.read(key, query);
    await cloud.tick();
    expect(await countsOf(cloud)).toEqual([]);
    expect(mostInTenSeconds(cloud)).toBe(5);
    await cloud.ticks();
    expect(await countsOf(cloud)).toMatchObject([{ objects: 10 }]);
  });

  it('of a long log are counted in a later turn, where people have used up what it needs meanwhile, and nothing is asked in vain', async () => {
    await using cloud = await countingWorld([[failing('EntryExportFailed', 3_500)]]);
    const { key } = cloud.jobAt();
    const query = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z', kinds: ['failure'] as const };
    await cloud.provisioningLog.read(key, { ...query, from: query.to });
    await cloud.provisioningLog.read(key, { ...query, from: query.to });
    await cloud.tick();
    expect(await countsOf(cloud)).toEqual([]);
    cloud.forget();
    cloud.clock.advance(10_000);
    await cloud.handle(cloud.force());
    expect(reports(cloud)).toEqual([]);
    cloud.clock.advance(10_000);
    await cloud.handle(cloud.force());
    expect(await countsOf(cloud)).toMatchObject([{ objects: 3_500 }]);
    expect(reports(cloud)).toHaveLength(4);
  });

  it('are not counted where the log may not be read, which is tried with a second job once, then with one an hour, and no fault of the pass', async () => {
    await using cloud = await countingWorld([[failing('EntryExportFailed', 10)], [failing('EntryExportFailed', 10)]]);
    for (const { grants } of cloud.world.tenants.values()) {
      grants[clients.readerClientId] = readerRoles.filter((role) => role !== 'AuditLog.Read.All');
    }
    await cloud.tick();
    await cloud.ticks(11);
    expect(reports(cloud)).toHaveLength(2);
    await cloud.ticks(24);
    expect(reports(cloud)).toHaveLength(4);
    expect(await countsOf(cloud)).toEqual([]);
    const { value } = (await cloud.ports.state.getHourly(cloud.tenantId, 'failingCauses')) ?? {};
    expect(value).toMatchObject({ counted: 0, unavailable: { reason: 'permissionMissing' } });
    expect((await cloud.fleetRow()).unreadableSince).toBeUndefined();
  });

  it('are counted later where Graph breaks off, and the job keeps what it had', async () => {
    await using cloud = await countingWorld([[failing('EntryExportFailed', 2_500)]]);
    await cloud.tick();
    const before = await countsOf(cloud);
    cloud.fault({ match: { path: '/auditLogs/provisioning' }, times: 9, fault: { kind: 'status', status: 503 } });
    await cloud.ticks(14);
    expect(await countsOf(cloud)).toEqual(before);
    expect((await cloud.ports.state.getJob(cloud.jobAt().key))?.value.failing?.samples).toHaveLength(1);
  });

  it('leave the log alone as long as Graph asks for, and are counted after it', async () => {
    await using cloud = await countingWorld([[failing('EntryExportFailed', 10)]]);
    const fault = { kind: 'status', status: 429, headers: { 'retry-after': '400' } } as const;
    cloud.fault({ match: { path: '/auditLogs/provisioning' }, times: 1, fault });
    await cloud.tick();
    await cloud.ticks();
    expect(reports(cloud)).toHaveLength(1);
    expect(await countsOf(cloud)).toEqual([]);
    await cloud.ticks(2);
    expect(await countsOf(cloud)).toMatchObject([{ objects: 10 }]);
  });

  it('are forgotten with the second day after the job is well again', async () => {
    await using cloud = await countingWorld([[failing('EntryExportFailed', 10)]]);
    await cloud.tick();
    expect(await countsOf(cloud)).toHaveLength(1);
    cloud.patch(cloud.jobAt().key, { escrows: 0, logged: null });
    for (let step = 0; step < 10; step += 1) {
      cloud.clock.advance(5 * hourInMs);
      await cloud.ticks();
    }
    expect(await countsOf(cloud)).toEqual([]);
  });
});
