import { describe, expect, it } from '@jest/globals';
import { tooManyDeletes } from '../../../dev/graph/demo/causes.ts';
import { admin, callerWith, type OperationWorld } from '../../support/worlds/operation-world.ts';
import { auditOf, worldWith } from './one-job.ts';

describe('ForceDeletes', () => {
  const body = (world: OperationWorld) => ({ resetScope: ['ForceDeletes'], confirm: world.tenant.jobAt().key.jobId });
  const parked = { cause: tooManyDeletes, quarantinedForHours: 1 };

  it('waits for a second administrator and is sent once it is approved', async () => {
    await using world = await worldWith(parked);
    const { json } = await world.act(world.tenant.jobAt().key, 'restart', { body: body(world) });
    expect(json.status).toBe('AwaitingApproval');
    expect(world.waiting).toEqual([]);
    const path = `/operations/${json.operationId}`;
    expect(await world.post(`${path}/approve`)).toMatchObject({ status: 403, json: { code: 'SecondAdminRequired' } });
    expect(await world.post(`${path}/approve`, { caller: callerWith('Operator') })).toMatchObject({ status: 403 });
    expect(await world.post(`${path}/approve`, { caller: admin('bob') })).toMatchObject({
      status: 200,
      json: { status: 'NotStarted', decidedBy: 'home/bob' },
    });
    expect((await world.post(`${path}/approve`, { caller: admin('bob') })).status).toBe(200);
    expect(await world.post(`${path}/reject`, { caller: admin('bob') })).toMatchObject({
      status: 409,
      json: { code: 'NotAwaitingApproval' },
    });
    await world.work();
    expect(world.posts().map(({ body: sent }) => sent)).toEqual([{ criteria: { resetScope: 'ForceDeletes' } }]);
    expect((await auditOf(world)).map(({ phase }: { phase: string }) => phase).sort()).toEqual([
      'approved',
      'intent',
      'outcome',
      'refused',
      'refused',
      'refused',
    ]);
  });

  it('is canceled when it is rejected, and nothing is sent', async () => {
    await using world = await worldWith(parked);
    const { json } = await world.act(world.tenant.jobAt().key, 'restart', { body: body(world) });
    const path = `/operations/${json.operationId}`;
    expect(await world.post(`${path}/reject`)).toMatchObject({ status: 200, json: { status: 'Canceled', error: { code: 'Rejected' } } });
    expect((await world.post(`${path}/reject`)).status).toBe(200);
    expect((await world.post(`${path}/approve`, { caller: admin('bob') })).status).toBe(409);
    await world.watch();
    expect(world.posts()).toEqual([]);
  });

  it('counts as canceled after 30 minutes at every read, and the next writer stores it', async () => {
    await using world = await worldWith(parked);
    const { key } = world.tenant.jobAt();
    const { json } = await world.act(key, 'restart', { body: body(world) });
    world.tenant.clock.advance(30 * 60_000 + 1);
    const path = `/operations/${json.operationId}`;
    expect((await world.get(path)).json).toMatchObject({ status: 'Canceled', error: { code: 'ApprovalExpired' } });
    expect(await world.post(`${path}/approve`, { caller: admin('bob') })).toMatchObject({ status: 409, json: { code: 'ApprovalExpired' } });
    await world.watch();
    expect((await world.tenant.ports.operations.findCurrent(key))?.value.status).toBe('Canceled');
    expect(world.posts()).toEqual([]);
  });
});
