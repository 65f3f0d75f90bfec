import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tickIdAt } from '../../../lib/domain/tenant/pass/tick.ts';
import { registerTenant } from '../../support/worlds/register-tenant.ts';
import { buildBundle, type HostWorld, hoursAgo, startHostWorld } from './host-world.ts';

let bundle: ReturnType<typeof buildBundle>;
let world: HostWorld;
const tickId = () => tickIdAt(Date.now(), 3_600_000);

beforeAll(async () => {
  bundle = buildBundle();
  world = await startHostWorld(bundle.folder, { tenants: 2, servicePrincipalsPerTenant: 3, jobsPerServicePrincipal: 1 });
  for (const tenantId of world.cloud.tenantIds) {
    await registerTenant(world.direct, { tenantId, addedAt: hoursAgo(0) });
  }
  await Promise.all([world.startHost({ TENANT_IDS: '' }), world.startHost({ TENANT_IDS: '' })]);
});

afterAll(async () => {
  await world?.close();
  bundle?.remove();
});

describe('the queue of polls, taken from by two hosts', () => {
  it('F30: the same message ten times in parallel polls as often as once', async () => {
    const [once = '', tenTimes = ''] = world.cloud.tenantIds;
    const message = { v: 1, tickId: tickId() };
    await world.send({ ...message, tenantId: once });
    await world.send(...Array.from({ length: 10 }, () => ({ ...message, tenantId: tenTimes })));
    await world.drained();

    expect(world.cloud.requests(once).length).toBeGreaterThan(0);
    expect(world.cloud.requests(tenTimes)).toHaveLength(world.cloud.requests(once).length);
    const { jobs } = await world.direct.state.readNow(tenTimes);
    expect(jobs.map((job) => job.value?.seq)).toEqual([1, 1, 1]);
  });

  it('F31: a message older than the last pass is no reason to ask Graph', async () => {
    const [tenantId = ''] = world.cloud.tenantIds;
    const requests = world.cloud.requests(tenantId).length;
    const completedAt = (await world.row(tenantId))?.lastCompletedAt;
    await world.send(
      { v: 1, tickId: hoursAgo(1), tenantId },
      { v: 1, tickId: hoursAgo(24), tenantId },
      { v: 1, force: hoursAgo(1), tenantId },
    );
    await world.drained();

    expect(world.cloud.requests(tenantId)).toHaveLength(requests);
    expect((await world.row(tenantId))?.lastCompletedAt).toBe(completedAt);
    expect(await world.deadLetters()).toEqual([]);
  });

  it('F32: a message that cannot be understood is kept with the reason and completed, not delivered again', async () => {
    const [tenantId = ''] = world.cloud.tenantIds;
    const garbage = [
      'not JSON',
      '{"v":1,',
      'null',
      [1, 2],
      { v: 1, tickId: 'yesterday', tenantId },
      { v: 1, tickId: tickId(), tenantId: 'contoso' },
      { id: '../#?/\\', v: 1 },
      { v: 7, tickId: tickId(), tenantId },
    ];
    await world.send(...garbage);
    await world.drained();

    const letters = await world.deadLetters();
    expect(letters).toHaveLength(garbage.length);
    expect(letters.map(({ reason }) => reason).sort()).toEqual([
      ...Array(7).fill('not a poll message'),
      'written by a newer version (v 7)',
    ]);
    expect(letters.find(({ reason }) => String(reason).includes('v 7'))).toMatchObject({ tenantId });
    expect(letters.map(({ text }) => text)).toContain('not JSON');
    expect(await world.queue('poll-tenant-poison').exists()).toBe(false);
  });

  it('F32: a message with a field that a later release has added is handled as if it had none', async () => {
    const [tenantId = ''] = world.cloud.tenantIds;
    const before = (await world.row(tenantId))?.leaseTakenAt ?? '';
    const letters = (await world.deadLetters()).length;
    await world.send({ v: 1, force: new Date().toISOString(), tenantId, targets: ['more than was agreed'] });
    await world.drained();

    expect((await world.row(tenantId))?.leaseTakenAt?.localeCompare(before)).toBe(1);
    expect(await world.deadLetters()).toHaveLength(letters);
  });

  it('F32: a message that is not even base64 does not reach the function and holds nobody up', async () => {
    const [tenantId = ''] = world.cloud.tenantIds;
    await world.queue('poll-tenant').sendMessage('*** not base64 ***');
    const before = (await world.row(tenantId))?.leaseTakenAt ?? '';
    await world.send({ v: 1, force: new Date().toISOString(), tenantId });
    await world.drained();

    expect((await world.row(tenantId))?.leaseTakenAt?.localeCompare(before)).toBe(1);
  });
});
