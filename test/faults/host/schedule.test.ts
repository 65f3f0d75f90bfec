import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGraphReader } from '../../../lib/adapters/graph/create-graph-reader.ts';
import { planPolls } from '../../../lib/application/poll/plan-polls.ts';
import { pollTenant } from '../../../lib/application/poll/poll-tenant.ts';
import { tickIdAt } from '../../../lib/domain/tenant/pass/tick.ts';
import type { HostProcess } from '../../dev/host/support.ts';
import { createRecordingLog } from '../../support/recording-log.ts';
import { speakerSource } from '../../support/worlds/speaker-source.ts';
import { earlyInTick, until } from '../../support/worlds/start-world.ts';
import { intervalInMs, pollOptions } from '../store/store-world.ts';
import { buildBundle, type HostWorld, hoursAgo, iso, runNow, startHostWorld } from './host-world.ts';

interface Listed {
  value: { jobId: string; health: string; freshness: string; reasons: string[]; links: { history?: string } }[];
}

let bundle: ReturnType<typeof buildBundle>;
let world: HostWorld;
let host: HostProcess;

beforeAll(async () => {
  bundle = buildBundle();
  world = await startHostWorld(bundle.folder, { tenants: 2, servicePrincipalsPerTenant: 3, jobsPerServicePrincipal: 1 });
  await pollThreeHoursAgo();
  host = await world.startHost({ POLL_INTERVAL_SECONDS: String(intervalInMs / 1_000) });
});

afterAll(async () => {
  await world?.close();
  bundle?.remove();
});

/** The last thing that happened before the app was stopped. */
async function pollThreeHoursAgo(): Promise<void> {
  const clock = { now: () => Date.now() - 3 * 3_600_000, sleep: async () => undefined, random: () => 0 };
  const log = createRecordingLog();
  const graph = createGraphReader({ baseUrl: world.cloud.graphUrl, getToken: world.cloud.token, clock });
  const ports = { ...world.direct, ...speakerSource, hourlyReaders: [], clock, log, graph };
  const messages = await planPolls(ports, { ...pollOptions, seedTenantIds: world.cloud.tenantIds });
  await Promise.all(messages.map((message) => pollTenant(ports, message, pollOptions)));
}

function allCompletedSince(since: string): () => Promise<boolean> {
  return async () => {
    const rows = await Promise.all(world.cloud.tenantIds.map(world.row));
    return rows.every((row) => row?.leaseOwner === undefined && (row?.lastCompletedAt ?? '') >= since);
  };
}

async function age(hours: number): Promise<void> {
  for (const tenantId of world.cloud.tenantIds) {
    const then = hoursAgo(hours);
    await world.rewrite(tenantId, { lastTickId: then, leaseTakenAt: then, lastAttemptAt: then, lastCompletedAt: then });
  }
}

async function get<Body>(path: string): Promise<Body> {
  return (await (await fetch(`${host.url}/api/v1${path}`)).json()) as Body;
}

describe('F36: a timer that never fires', () => {
  it('makes the service not ready and every job stale by age alone, until a tick happens again', async () => {
    const ready = async () => (await fetch(`${host.url}/api/v1/health/ready`)).status;
    await until(async () => (await ready()) === 503, 'the service is not ready');
    const { value } = await get<Listed>('/jobs');
    expect(value).toHaveLength(6);
    for (const job of value) expect(job).toMatchObject({ freshness: 'stale', health: 'unknown', reasons: ['stale'] });
    expect(await get('/status')).toMatchObject({ monitor: 'blind' });

    await runNow(host);
    await until(async () => (await ready()) === 200, 'the service is ready again');
    await until(async () => (await get<Listed>('/jobs')).value.every(({ health }) => health === 'healthy'), 'every job is healthy again');
  });
});

describe('F37: a gap in the polling', () => {
  it('is an entry of each job’s history, with the time for which nothing is known', async () => {
    const [tenantId = ''] = world.cloud.tenantIds;
    const gaps = await world.direct.state.listGaps(tenantId, {});
    expect(gaps).toHaveLength(1);
    for (const { servicePrincipalId, document } of world.cloud.jobs(tenantId)) {
      const path = `/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/${encodeURIComponent(document.id)}/history`;
      const { value } = await get<{ value: { type: string; gap?: { from: string; to: string; reason?: string } }[] }>(path);
      const shown = value.flatMap(({ gap }) => (gap === undefined ? [] : [gap]));
      expect(shown).toEqual(gaps.map(({ v: _, tenantId: __, ...span }) => span));
      expect(shown).toMatchObject([{ reason: 'notPolled' }]);
      for (const { from, to } of shown) expect(Date.parse(to) - Date.parse(from)).toBeGreaterThan(2.9 * 3_600_000);
      expect(value.filter(({ type }) => type !== 'gap').map(({ type }) => type)).toEqual(['appeared']);
    }
  });
});

describe('F35: timers', () => {
  it('that fire five times in one tick poll each tenant once', async () => {
    await earlyInTick(intervalInMs, 20_000);
    await age(1.5);
    const before = world.cloud.tenantIds.map((tenantId) => world.cloud.requests(tenantId).length);
    const since = iso(Date.now());
    await Promise.all(Array.from({ length: 5 }, () => runNow(host)));
    await until(allCompletedSince(since), 'every tenant is read');
    await world.drained();

    expect(world.cloud.tenantIds.map((tenantId) => world.cloud.requests(tenantId).length)).toEqual(before.map((count) => count + 1));
  }, 60_000);

  it('that slept for three hours cause one catch-up pass, not one for each of the 36 messages left over', async () => {
    await earlyInTick(intervalInMs, 20_000);
    await age(3);
    const [tenantId = ''] = world.cloud.tenantIds;
    const before = world.cloud.requests(tenantId).length;
    const gaps = (await world.direct.state.listGaps(tenantId, {})).length;
    const missed = Array.from({ length: 36 }, (_, index) => ({
      v: 1,
      tickId: tickIdAt(Date.now() - (36 - index) * intervalInMs, intervalInMs),
      tenantId,
    }));
    await world.send(...missed);
    await runNow(host);
    await world.drained();

    expect(world.cloud.requests(tenantId)).toHaveLength(before + 1);
    expect(await world.direct.state.listGaps(tenantId, {})).toHaveLength(gaps + 1);
  }, 60_000);
});
