import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LoggedCause } from '../../../dev/graph/model/model.ts';
import { createProvisioningLog } from '../../../lib/adapters/graph/read-provisioning-log.ts';
import { countFailingObjects } from '../../../lib/application/poll/hourly/count-failing-objects.ts';
import { failingCountsOf } from '../../../lib/domain/job/health/failing-counts.ts';
import { jobPath, type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';

let world: OperationWorld;
beforeAll(async () => {
  world = await startOperationWorld({ interval: 'PT40M', special: () => ({ escrows: 40 }) });
  await world.tenant.tick();
});
afterAll(async () => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.tenant.shared.faults.clear();
  wait();
});

/** Until the logs take five requests again. */
function wait(): void {
  world.tenant.clock.advance(60_000);
  world.tenant.forget();
}

const failure = (rows: number): LoggedCause => ({ code: 'EntryExportFailed', rows, step: 'export', sinceHoursAgo: 20 });
const stagedDelete = (rows: number): LoggedCause => ({ code: '', action: 'stagedDelete', status: 'success', rows });
const setLogged = (...logged: LoggedCause[]) => world.tenant.patch(world.tenant.jobAt().key, { logged });
const pages = () =>
  world.tenant
    .asked()
    .flatMap(({ path }) => (path.includes('/auditLogs/provisioning') ? [Number(/(?:\$|%24)top=(\d+)/.exec(path)?.[1])] : []));

/** Eleven megabytes in a thousand rows, each of which has been changed in many attributes. */
const row = () => ({
  id: crypto.randomUUID(),
  modifiedProperties: [{ displayName: 'info', oldValue: null, newValue: 'y'.repeat(11_000) }],
});
function tooLarge(...sizes: number[]): void {
  const value = Array.from({ length: 1_000 }, row);
  for (const size of sizes) world.tenant.fault({ match: { path: `$top=${size}` }, times: null, fault: { kind: 'body', body: { value } } });
}

describe('a page of the log that is too large to be read', () => {
  it('is asked for again with fewer rows, within the five requests', async () => {
    setLogged(failure(600));
    tooLarge(1_000);
    const { status, json } = await world.get(`${jobPath(world.tenant.jobAt().key)}/provisioningErrors?status=failure`);
    expect([status, pages()]).toEqual([200, [1_000, 250, 250, 250]]);
    expect(json).toMatchObject({ value: [{ code: 'EntryExportFailed', count: 600 }], read: { rows: 600 }, truncated: false });
  });

  it('takes a part of the five where there are more rows than they hold: what was read is told, and how far it reaches', async () => {
    setLogged(failure(2_000));
    tooLarge(1_000);
    const { json } = await world.get(`${jobPath(world.tenant.jobAt().key)}/provisioningErrors?status=failure`);
    expect(pages()).toEqual([1_000, 250, 250, 250, 250]);
    expect(json).toMatchObject({ value: [{ count: 1_000 }], truncated: true });
  });

  it('holds up no staged delete', async () => {
    setLogged(failure(20), stagedDelete(300));
    tooLarge(1_000);
    const { status, json } = await world.get(`${jobPath(world.tenant.jobAt().key)}/stagedDeletes`);
    expect([status, pages()]).toEqual([200, [1_000, 250, 250]]);
    expect(json).toMatchObject({ stagedDeletes: 300, read: { rows: 300 }, truncated: false });
  });

  it('is no empty log, whatever the size: that it cannot be read is told', async () => {
    setLogged(failure(600));
    tooLarge(1_000, 250, 62, 15, 3);
    const { status, json } = await world.get(`${jobPath(world.tenant.jobAt().key)}/provisioningErrors?status=failure`);
    expect([status, json.code, pages()]).toEqual([502, 'UpstreamFailed', [1_000, 250, 62, 15, 3]]);
    expect(json).not.toHaveProperty('value');
  });

  it('is counted hourly as well', async () => {
    setLogged(failure(600));
    const { tenant } = world;
    tenant.ports.hourlyReaders = [countFailingObjects({ ...tenant.ports, provisioningLog: tenant.provisioningLog })];
    tooLarge(1_000);
    await tenant.ticks(14);
    const counts = failingCountsOf((await tenant.ports.state.getJob(tenant.jobAt().key))?.value.failing);
    expect(counts.at(-1)).toMatchObject({ objects: 600, rows: 600 });
    tenant.ports.hourlyReaders = [];
  });

  it('costs no row and doubles none, whatever is read of an answer at most and however many rows there are', async () => {
    const { clock, getToken, graphUrl: baseUrl, jobAt } = world.tenant;
    const { key } = jobAt();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2_000, max: 900_000 }),
        fc.nat({ max: 900 }),
        fc.nat({ max: 90 }),
        async (maximumBytes, failures, held) => {
          setLogged(failure(failures), stagedDelete(held));
          wait();
          const query = {
            from: new Date(clock.at - 86_400_000).toISOString(),
            to: new Date(clock.at).toISOString(),
            kinds: ['failure', 'stagedDelete'] as const,
          };
          const reading = await createProvisioningLog({ baseUrl, getToken, clock, maximumBytes })
            .read(key, query)
            .catch(() => undefined);
          expect(pages().length).toBeLessThanOrEqual(5);
          if (reading === undefined) return;
          const count = (kind: string) => reading.rows.filter((one) => one.kind === kind).length;
          const whole = !reading.truncated && reading.interruption === undefined;
          if (whole) expect([count('failure'), count('stagedDelete')]).toEqual([failures, held]);
          expect(count('failure')).toBeLessThanOrEqual(failures);
          expect(count('stagedDelete')).toBeLessThanOrEqual(held);
          expect(new Set(reading.rows.map(({ object }) => object?.id)).size).toBe(reading.rows.length);
        },
      ),
      { numRuns: process.env.SOAK === '1' ? 300 : 40, seed: 21, endOnFailure: true },
    );
  });
});
