import { describe, expect, it } from '@jest/globals';
import { sampleJob } from '../../support/storage/state-samples.ts';
import { createHttpWorld } from '../support/support.ts';

describe('GET /tenants', () => {
  it('lists them by id with poll state, consent and counts, page by page', async () => {
    const world = createHttpWorld();
    await world.poll('tenant-b', [sampleJob(1, { tenantId: 'tenant-b' })]);
    await world.poll('tenant-a', [], { unreadableReason: 'consentMissing', lastCompletedAt: null });
    const first = await world.call('/tenants?pageSize=1');
    expect(first.json.value).toMatchObject([
      { tenantId: 'tenant-a', consent: { state: 'missing' }, unreadable: { reason: 'consentMissing' } },
    ]);
    const second = await world.call(first.json.nextLink);
    expect(second.json.value).toMatchObject([
      { tenantId: 'tenant-b', consent: { state: 'granted' }, jobs: { total: 1 }, freshness: 'fresh' },
    ]);
    expect(second.json.nextLink).toBeUndefined();
    // Alone it tells besides what the caller may do there.
    const { actions, ...alone } = (await world.call('/tenants/tenant-b')).json;
    expect(alone).toEqual(second.json.value[0]);
    expect(actions).not.toEqual([]);
  });
});
