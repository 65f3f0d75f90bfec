import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildFleet } from '../../../dev/graph/world/build-fleet.ts';
import { type LocalCloud, startLocalCloud } from './local-cloud.ts';

interface Item {
  id: string;
  status: number;
  headers: Record<string, string>;
  body?: { value?: unknown[] };
}

let cloud: LocalCloud;
let tenantId: string;
let ids: string[];
beforeAll(async () => {
  cloud = await startLocalCloud((now) => buildFleet({ tenants: 2, servicePrincipalsPerTenant: 21, jobsPerServicePrincipal: 2, now }).world);
  tenantId = [...cloud.world.tenants.keys()][0] ?? '';
  ids = [...(cloud.world.tenants.get(tenantId)?.servicePrincipals.keys() ?? [])];
});
afterAll(() => cloud.close());

const jobs = (id: string) => ({ id, method: 'GET', url: `/servicePrincipals/${id}/synchronization/jobs` });
const post = (requests: unknown[]) => cloud.call(tenantId, '/v1.0/$batch', { body: { requests } });
const itemsOf = async (answer: Response) => ((await answer.json()) as { responses: Item[] }).responses;

describe('$batch', () => {
  it('answers 20 requests at once, each by its id and in any order', async () => {
    const items = await itemsOf(await post(ids.slice(0, 20).map(jobs)));
    expect(items.map((item) => item.id).sort()).toEqual(ids.slice(0, 20).sort());
    expect(items.every((item) => item.status === 200 && item.body?.value?.length === 2)).toBe(true);
    expect(cloud.shared.log.entries().at(-1)?.batch).toHaveLength(20);
  });

  it('refuses 21 requests, a repeated id and a text that is no batch', async () => {
    expect((await post(ids.map(jobs))).status).toBe(400);
    expect((await post([jobs(ids[0] ?? ''), jobs(ids[0] ?? '')])).status).toBe(400);
    expect((await post(['x'])).status).toBe(400);
  });

  it('lets single items fail with their own status and headers', async () => {
    const [first = '', second = '', third = ''] = ids;
    cloud.fault({ match: { inBatch: true, path: second }, fault: { kind: 'status', status: 429, headers: { 'Retry-After': '7' } } });
    const requests = [
      jobs(first),
      jobs(second),
      { ...jobs('absent') },
      { ...jobs(third), url: 'https://graph.microsoft.com/v1.0/organization' },
    ];
    const items = await itemsOf(await post(requests));
    const statusOf = Object.fromEntries(items.map((item) => [item.id, item.status]));
    expect(statusOf).toEqual({ [first]: 200, [second]: 429, absent: 404, [third]: 400 });
    expect(items.find((item) => item.id === second)?.headers['Retry-After']).toBe('7');
  });

  it('fails what depends on a failed item with 424', async () => {
    const items = await itemsOf(await post([jobs('absent'), { ...jobs(ids[0] ?? ''), dependsOn: ['absent'] }]));
    expect(items.map((item) => item.status).sort()).toEqual([404, 424]);
  });

  it('takes the fixed latency once and the latency per item for each further one', async () => {
    Object.assign(cloud.world.latency, { fixedInMs: 40, perItemInMs: 10 });
    const began = performance.now();
    await post(ids.slice(0, 5).map(jobs));
    expect(performance.now() - began).toBeGreaterThanOrEqual(78);
    Object.assign(cloud.world.latency, { fixedInMs: 0, perItemInMs: 0 });
  });
});
