import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { demoTenants } from '../../../dev/graph/demo/demo-ids.ts';
import { startGraphSimulator } from '../../../dev/graph/start-graph-simulator.ts';
import { clients } from '../../../dev/graph/world/clients.ts';
import { act, firstJob, idOf, type LocalCloud, startLocalCloud } from './local-cloud.ts';

const tenantId = demoTenants.harborCity;
const jobsPath = () => `/v1.0/servicePrincipals/${idOf(cloud.world, tenantId, 'ad.harborcity.example')}/synchronization/jobs`;

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterEach(() => {
  cloud.shared.faults.clear();
  cloud.shared.log.clear();
});
afterAll(() => cloud.close());

describe('faults', () => {
  it('strike as often as asked, only where they match, and carry any Retry-After', async () => {
    cloud.fault({
      match: { tenantId },
      times: 2,
      fault: { kind: 'status', status: 429, headers: { 'retry-after': 'Mon, 02 Mar 2026 08:01:00 GMT' } },
    });
    const other = await cloud.call(demoTenants.mercator, '/v1.0/organization');
    const mine = [await cloud.call(tenantId, jobsPath()), await cloud.call(tenantId, jobsPath()), await cloud.call(tenantId, jobsPath())];
    expect([other.status, ...mine.map((answer) => answer.status)]).toEqual([200, 429, 429, 200]);
    expect(mine[0]?.headers.get('retry-after')).toBe('Mon, 02 Mar 2026 08:01:00 GMT');
    expect(await mine[0]?.json()).toMatchObject({ error: { code: 'TooManyRequests', innerError: { 'request-id': expect.any(String) } } });
  });

  it('cut, truncate, drip and garble answers', async () => {
    cloud.fault({ fault: { kind: 'reset' } });
    await expect(cloud.call(tenantId, jobsPath())).rejects.toThrow();
    cloud.fault({ fault: { kind: 'truncate', afterBytes: 40 } });
    await expect(cloud.call(tenantId, jobsPath()).then((answer) => answer.text())).rejects.toThrow();
    cloud.fault({ fault: { kind: 'drip', bytesPerSecond: 200_000 } });
    expect(await (await cloud.call(tenantId, jobsPath())).json()).toHaveProperty('value');
    cloud.fault({ fault: { kind: 'html' } });
    expect((await cloud.call(tenantId, jobsPath())).headers.get('content-type')).toContain('text/html');
    cloud.fault({ fault: { kind: 'body', body: { value: null } } });
    expect(await (await cloud.call(tenantId, jobsPath())).json()).toEqual({ value: null });
    cloud.fault({ fault: { kind: 'nextLink', url: 'https://evil.example/next' } });
    expect(await (await cloud.call(tenantId, jobsPath())).json()).toMatchObject({ '@odata.nextLink': 'https://evil.example/next' });
  });

  it('leave a request unanswered, which the log shows as status 0', async () => {
    cloud.fault({ fault: { kind: 'hang' } });
    const token = await cloud.token(tenantId);
    const patience = new AbortController();
    const headers = { authorization: `Bearer ${token}` };
    const answer = fetch(cloud.graph.url + jobsPath(), { headers, signal: patience.signal }).catch((error: Error) => error.name);
    await until(() => cloud.shared.log.entries().length > 0);
    patience.abort();
    expect(await answer).toBe('AbortError');
    expect(cloud.shared.log.entries()).toMatchObject([{ status: 0, tenantId }]);
  });

  it('do not outlive the server: close() ends what hangs and frees the port', async () => {
    const closing = await startLocalCloud();
    closing.fault({ times: null, fault: { kind: 'delay', delayInMs: 60_000 } });
    const waiting = closing.call(tenantId, '/v1.0/organization').catch((error: unknown) => error);
    await until(() => closing.shared.log.entries().length === 1);
    await closing.close();
    expect(await waiting).toMatchObject({ message: 'fetch failed' });
    const again = await startGraphSimulator({
      port: Number(new URL(closing.graph.url).port),
      world: closing.world,
      shared: closing.shared,
    });
    await again.close();
  });

  it('answer an error after the action took effect', async () => {
    cloud.fault({ match: { method: 'POST', path: '/restart' }, fault: { kind: 'afterEffect', status: 504 } });
    const answer = await act(cloud, tenantId, 'ad.harborcity.example', 'restart', { criteria: { resetScope: 'QuarantineState' } });
    expect(answer.status).toBe(504);
    expect((await firstJob(cloud, tenantId, 'ad.harborcity.example')).status.code).toBe('Active');
    const posts = cloud.shared.log.entries().filter((entry) => entry.method === 'POST');
    expect(posts).toMatchObject([
      { body: { criteria: { resetScope: 'QuarantineState' } }, status: 504, clientId: clients.operatorClientId },
    ]);
  });

  it('show the effect of an action only after its delay', async () => {
    const name = 'terminal.lindqvist.example';
    const { id } = await firstJob(cloud, demoTenants.lindqvist, name);
    await fetch(`${cloud.graph.url}/_jobs/${id}`, { method: 'POST', body: JSON.stringify({ effectDelayInMs: 5000 }) });
    expect((await act(cloud, demoTenants.lindqvist, name, 'start')).status).toBe(204);
    expect((await firstJob(cloud, demoTenants.lindqvist, name)).status.code).toBe('Quarantine');
    cloud.clock.now += 5000;
    expect((await firstJob(cloud, demoTenants.lindqvist, name)).status.code).toBe('Active');
  });

  it('are listed, refused when malformed, and cleared', async () => {
    const post = (body: unknown) => fetch(`${cloud.graph.url}/_faults`, { method: 'POST', body: JSON.stringify(body) });
    expect((await post([{ fault: { kind: 'status', status: 503 }, times: null }])).status).toBe(204);
    expect((await post({ fault: { kind: 'flood' } })).status).toBe(400);
    expect(await (await fetch(`${cloud.graph.url}/_faults`)).json()).toHaveLength(1);
    await fetch(`${cloud.graph.url}/_faults`, { method: 'DELETE' });
    expect(await (await fetch(`${cloud.graph.url}/_faults`)).json()).toEqual([]);
  });
});

describe('patches of a job', () => {
  it('put it into quarantine, remove it, and replace its answer', async () => {
    const name = 'schools.harborcity.example';
    const { id } = await firstJob(cloud, tenantId, name);
    const patch = (body: unknown) => fetch(`${cloud.graph.url}/_jobs/${id}`, { method: 'POST', body: JSON.stringify(body) });
    await patch({ status: { code: 'Quarantine', quarantine: { reason: 'TooManyDeletes' } } });
    expect((await firstJob(cloud, tenantId, name)).status).toMatchObject({
      code: 'Quarantine',
      quarantine: { reason: 'TooManyDeletes', seriesCount: 1 },
    });
    await patch({ relapses: true, frozen: true });
    expect((await act(cloud, tenantId, name, 'start')).status).toBe(204);
    cloud.clock.now += 30_000;
    expect((await firstJob(cloud, tenantId, name)).status.quarantine?.reason).toBe('TooManyDeletes');
    await patch({ raw: 'nonsense' });
    expect(await firstJob(cloud, tenantId, name)).toBe('nonsense');
    await patch({ raw: null, removed: true });
    await expect(firstJob(cloud, tenantId, name)).rejects.toThrow('no job');
    expect((await patch({ colour: 'red' })).status).toBe(400);
  });
});
