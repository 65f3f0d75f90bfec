import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildBundle, type HostWorld, startHostWorld, timersOn } from '../faults/host/host-world.ts';
import { portalBaseUrl } from '../faults/notify/notify-host.ts';
import { type ObservedSink, startObservedSink } from '../faults/notify/sink-world.ts';
import { quarantinePatch } from '../faults/store/store-world.ts';
import { until } from '../support/worlds/start-world.ts';

const POLL_INTERVAL_IN_MS = 10_000;
const QUARANTINES = process.env.SOAK === '1' ? 300 : 30;
const EVERY_IN_MS = process.env.SOAK === '1' ? 1_000 : 200;
const CAUSES = ['AzureActiveDirectoryInvalidCredential', 'HybridSynchronizationActiveDirectoryInternalServerError', 'NoAgents'];

let bundle: ReturnType<typeof buildBundle>;
let world: HostWorld;
let sink: ObservedSink;

beforeAll(async () => {
  bundle = buildBundle();
  world = await startHostWorld(bundle.folder, { tenants: 5, servicePrincipalsPerTenant: 3, jobsPerServicePrincipal: QUARANTINES / 15 });
  sink = await startObservedSink();
  await world.startHost({
    ...timersOn,
    TEAMS_WEBHOOK_URL: sink.webhookUrl,
    PORTAL_BASE_URL: portalBaseUrl,
    POLL_INTERVAL_SECONDS: String(POLL_INTERVAL_IN_MS / 1_000),
    DISPATCH_INTERVAL_SECONDS: '5',
    GROUP_WAIT_SECONDS: '2',
  });
});

afterAll(async () => {
  await world?.close();
  await sink?.close();
  bundle?.remove();
});

interface Told {
  jobId: string;
  at: string;
}

/** When the card about each job's incident was accepted, as its incident keeps it. */
async function told(): Promise<Told[]> {
  const states = await Promise.all(world.cloud.tenantIds.map((tenantId) => world.direct.state.readNow(tenantId)));
  return states
    .flatMap(({ incidents }) => incidents)
    .flatMap(({ value }) =>
      'announced' in value && value.scope.kind === 'job' && value.announced?.opened
        ? [{ jobId: `${value.tenantId} ${value.scope.jobId}`, at: value.announced.opened }]
        : [],
    );
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

describe('a quarantine that begins in Graph', () => {
  it(
    `is told within one poll interval and a minute (p95 over ${QUARANTINES}, group cards included)`,
    async () => {
      const jobs = world.cloud.tenantIds.flatMap((tenantId) =>
        world.cloud.jobs(tenantId).map((job) => ({ key: `${tenantId} ${job.document.id}`, id: job.document.id })),
      );
      await until(async () => {
        const rows = await Promise.all(world.cloud.tenantIds.map(world.row));
        return rows.every((row) => row?.lastCompletedAt !== undefined);
      }, 'every tenant is read');
      const began = new Map<string, number>();
      // Spread over tenants, so that those of one cause are not all of one tenant.
      for (let index = 0; index < QUARANTINES; index++) {
        const { key, id } = jobs[(index * (QUARANTINES / 5) + Math.floor(index / 5)) % QUARANTINES] ?? { key: '', id: '' };
        began.set(key, Date.now());
        world.cloud.patch(id, quarantinePatch(CAUSES[index % CAUSES.length]));
        await delay(EVERY_IN_MS);
      }
      expect(began.size).toBe(QUARANTINES);
      await until(async () => (await told()).length === QUARANTINES, 'every quarantine is told', 100_000);

      const latencies = (await told()).map(({ jobId, at }) => Date.parse(at) - (began.get(jobId) ?? Number.NaN)).sort((a, b) => a - b);
      const [p50, p95, max] = [percentile(latencies, 0.5), percentile(latencies, 0.95), percentile(latencies, 1)];
      const count = (await sink.cards()).length;
      process.stdout.write(`${QUARANTINES} quarantines, ${count} cards: detected and told in p50 ${p50}, p95 ${p95}, max ${max} ms\n`);
      expect(latencies[0]).toBeGreaterThan(0);
      expect(p95).toBeLessThanOrEqual(POLL_INTERVAL_IN_MS + 60_000);
    },
    120_000 + QUARANTINES * EVERY_IN_MS,
  );
});
