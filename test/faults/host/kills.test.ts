import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../support/worlds/start-world.ts';
import { quarantinePatch, storyOf } from '../store/store-world.ts';
import { buildBundle, type HostWorld, hoursAgo, iso, runNow, startHostWorld } from './host-world.ts';

const KILLS = process.env.SOAK === '1' ? 200 : 12;
/** Half of the kills fall anywhere between the order to plan and well after the last write of the pass. */
const LAST_MOMENT_IN_MS = 600;
/** The others fall at a request to storage, each at another one: so many are sent while both tenants are polled. */
const REQUESTS_OF_A_PASS = 16;

let bundle: ReturnType<typeof buildBundle>;
let world: HostWorld;

beforeAll(async () => {
  bundle = buildBundle();
  world = await startHostWorld(bundle.folder, {
    tenants: 2,
    servicePrincipalsPerTenant: 3,
    jobsPerServicePrincipal: 1,
    latency: { fixedInMs: 40 },
  });
});

afterAll(async () => {
  await world?.close();
  bundle?.remove();
});

/** What waiting for the lease of a dead holder and for the next tick comes to. */
async function letTimePass(): Promise<void> {
  for (const tenantId of world.cloud.tenantIds) {
    await world.rewrite(tenantId, { lastTickId: hoursAgo(2), leaseUntil: iso(Date.now() - 1) });
  }
}

async function allCompletedSince(since: string): Promise<boolean> {
  const rows = await Promise.all(world.cloud.tenantIds.map(world.row));
  return rows.every((row) => row?.leaseOwner === undefined && (row?.lastCompletedAt ?? '') >= since);
}

/** Waits for the moment to kill, which is another one for each kill. */
async function momentOf(kill: number): Promise<void> {
  if (kill % 2 === 1) return delay(((kill + Math.random()) / KILLS) * LAST_MOMENT_IN_MS);
  let left = 1 + ((kill * 7) % REQUESTS_OF_A_PASS);
  await Promise.race([
    delay(3_000),
    new Promise<void>((resolve) =>
      world.onRequest(() => {
        left -= 1;
        if (left === 0) resolve();
        return 'none';
      }),
    ),
  ]);
}

describe('F34: a host that is killed at any moment', () => {
  it(
    `loses no change and records none twice: ${KILLS} kills while the jobs change`,
    async () => {
      let host = await world.startHost();
      const startedAt = iso(Date.now());
      await runNow(host);
      await until(() => allCompletedSince(startedAt), 'every tenant is read');
      const jobs = world.cloud.tenantIds.flatMap((tenantId) => world.cloud.jobs(tenantId).map((job) => ({ tenantId, job })));

      let interrupted = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        for (const { job } of jobs) {
          world.cloud.patch(job.document.id, kill % 2 === 0 ? quarantinePatch() : { status: { code: 'Active' } });
        }
        await letTimePass();
        const moment = momentOf(kill);
        await runNow(host);
        await moment;
        host.child.kill('SIGKILL');
        await host.exit();
        world.onRequest(() => 'none');
        const rows = await Promise.all(world.cloud.tenantIds.map(world.row));
        if (rows.some((row) => row?.leaseOwner !== undefined)) interrupted += 1;

        host = await world.startHost();
        await letTimePass();
        const since = iso(Date.now());
        await runNow(host);
        await until(() => allCompletedSince(since), 'every tenant is read again');
      }

      expect(interrupted).toBeGreaterThan(0);
      const expected = ['Active', ...Array.from({ length: KILLS }, (_, kill) => (kill % 2 === 0 ? 'Quarantine' : 'Active'))];
      for (const { tenantId, job } of jobs) {
        const key = { tenantId, servicePrincipalId: job.servicePrincipalId, jobId: job.document.id };
        const { value } = await world.direct.state.listEvents(key, { pageSize: 1_000 });
        expect(storyOf(value.reverse())).toEqual({ states: expected, isGapFree: true });
      }
    },
    60_000 + KILLS * 5_000,
  );
});
