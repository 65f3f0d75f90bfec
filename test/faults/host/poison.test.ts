import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HostProcess } from '../../dev/host/support.ts';
import { until } from '../../support/worlds/start-world.ts';
import { buildBundle, type HostWorld, runNow, startHostWorld } from './host-world.ts';

let bundle: ReturnType<typeof buildBundle>;
let world: HostWorld;
let host: HostProcess;

beforeAll(async () => {
  bundle = buildBundle('00:00:01');
  world = await startHostWorld(bundle.folder, { tenants: 2, servicePrincipalsPerTenant: 2, jobsPerServicePrincipal: 1 });
  host = await world.startHost();
});

afterAll(async () => {
  await world?.close();
  bundle?.remove();
});

describe('F33: a message whose handler fails at every delivery', () => {
  it('is recorded with its tenant, leaves the others on time, and the next tick polls the tenant again', async () => {
    const [broken = '', sound = ''] = world.cloud.tenantIds;
    world.onRequest((line) => (line.includes('SyncState') && line.includes(broken) ? 'unavailable' : 'none'));
    await runNow(host);
    await until(async () => (await world.row(sound))?.lastCompletedAt !== undefined, 'the other tenant is polled');
    await until(async () => (await world.deadLetters()).length > 0, 'the message is recorded');

    expect(await world.deadLetters()).toMatchObject([{ tenantId: broken, reason: 'failed at every delivery' }]);
    await world.drained();
    await world.drained('poll-tenant-poison');
    expect((await world.row(broken))?.lastCompletedAt).toBeUndefined();

    world.onRequest(() => 'none');
    await runNow(host);
    await until(async () => (await world.row(broken))?.lastCompletedAt !== undefined, 'the tenant is polled again');
    expect((await world.direct.state.readNow(broken)).jobs).toHaveLength(2);
  }, 60_000);
});

describe('F26: tables whose authorization was removed', () => {
  it('make the host answer 503 to the readiness probe and say why in its log, and are used again once it is back', async () => {
    const ready = async () => (await fetch(`${host.url}/api/v1/health/ready`)).status;
    await until(async () => (await ready()) === 200, 'the host is ready');
    world.onRequest(() => 'forbidden');
    await until(async () => (await ready()) === 503, 'the host is not ready');
    await host.says(/tables query failed: unauthorized \(HTTP 403\)/);
    expect((await fetch(`${host.url}/api/v1/health/live`)).status).toBe(200);

    world.onRequest(() => 'none');
    await until(async () => (await ready()) === 200, 'the host is ready again');
  });
});
