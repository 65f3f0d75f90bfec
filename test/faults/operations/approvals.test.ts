import { describe, expect, it } from '@jest/globals';
import { tooManyDeletes } from '../../../dev/graph/demo/causes.ts';
import type { LoggedCause } from '../../../dev/graph/model/model.ts';
import { clients, readerRoles } from '../../../dev/graph/world/clients.ts';
import { admin, callerWith, type OperationWorld } from '../../support/worlds/operation-world.ts';
import { auditOf, worldWith } from './one-job.ts';

const parked = { cause: tooManyDeletes, quarantinedForHours: 1 };
/** What the job holds back. */
const held = tooManyDeletes.parkedDeletes ?? 0;

/** Asks for the deletions as who has seen that many; answers where the operation is. */
async function ask(world: OperationWorld, stagedDeletes: number | null = held): Promise<string> {
  const { key } = world.tenant.jobAt();
  const { status, json } = await world.act(key, 'restart', { body: { resetScope: ['ForceDeletes'], confirm: key.jobId, stagedDeletes } });
  expect({ status, is: json.status, told: json.parameters.stagedDeletes }).toEqual({
    status: 202,
    is: 'AwaitingApproval',
    told: stagedDeletes,
  });
  return `/operations/${json.operationId}`;
}

const approve = (world: OperationWorld, path: string, stagedDeletes?: number | null) =>
  world.post(`${path}/approve`, { caller: admin('bob'), ...(stagedDeletes !== undefined && { body: { stagedDeletes } }) });

const setHeld = ({ tenant }: OperationWorld, ...causes: Partial<LoggedCause>[]) =>
  tenant.patch(tenant.jobAt().key, {
    logged: causes.map((cause) => ({ code: '', action: 'stagedDelete', status: 'success', rows: 1, ...cause })),
  });

const grantReader = ({ tenant }: OperationWorld, roles: readonly string[]) => {
  for (const { grants } of tenant.world.tenants.values()) grants[clients.readerClientId] = [...roles];
};
const withoutLog = readerRoles.filter((role) => !role.includes('Log'));

describe('ForceDeletes', () => {
  it('waits for a second administrator and is sent once it is approved', async () => {
    await using world = await worldWith(parked);
    const path = await ask(world);
    expect(world.waiting).toEqual([]);
    const body = { stagedDeletes: held };
    expect(await world.post(`${path}/approve`, { body })).toMatchObject({ status: 403, json: { code: 'SecondAdminRequired' } });
    expect(await world.post(`${path}/approve`, { caller: callerWith('Operator'), body })).toMatchObject({ status: 403 });
    expect(await approve(world, path, held)).toMatchObject({
      status: 200,
      json: { status: 'NotStarted', decidedBy: 'home/bob', parameters: { stagedDeletes: held } },
    });
    expect((await approve(world, path, held)).status).toBe(200);
    expect(await world.post(`${path}/reject`, { caller: admin('bob') })).toMatchObject({
      status: 409,
      json: { code: 'NotAwaitingApproval' },
    });
    await world.work();
    expect(world.posts().map(({ body: sent }) => sent)).toEqual([{ criteria: { resetScope: 'ForceDeletes' } }]);
    const audit = await auditOf(world);
    expect(audit.map(({ phase }: { phase: string }) => phase).sort()).toEqual([
      'approved',
      'intent',
      'outcome',
      'refused',
      'refused',
      'refused',
    ]);
    expect(audit.find(({ phase }: { phase: string }) => phase === 'intent').parameters).toMatchObject({ stagedDeletes: held });
  });

  it('is canceled when it is rejected, and nothing is sent', async () => {
    await using world = await worldWith(parked);
    const path = await ask(world);
    expect(await world.post(`${path}/reject`)).toMatchObject({ status: 200, json: { status: 'Canceled', error: { code: 'Rejected' } } });
    expect((await world.post(`${path}/reject`)).status).toBe(200);
    expect((await approve(world, path, held)).status).toBe(409);
    await world.watch();
    expect(world.posts()).toEqual([]);
  });

  it('counts as canceled after 30 minutes at every read, and the next writer stores it', async () => {
    await using world = await worldWith(parked);
    const { key } = world.tenant.jobAt();
    const path = await ask(world);
    world.tenant.clock.advance(30 * 60_000 + 1);
    expect((await world.get(path)).json).toMatchObject({ status: 'Canceled', error: { code: 'ApprovalExpired' } });
    expect(await approve(world, path, held)).toMatchObject({ status: 409, json: { code: 'ApprovalExpired' } });
    await world.watch();
    expect((await world.tenant.ports.operations.findCurrent(key))?.value.status).toBe('Canceled');
    expect(world.posts()).toEqual([]);
  });
});

describe('the number of deletions that was seen', () => {
  it('is that of the approval too: another is a conflict that tells the one of now, and the operation goes on waiting', async () => {
    await using world = await worldWith(parked);
    const path = await ask(world);
    setHeld(world, { rows: 900 });
    for (const other of [undefined, null, 0, 900]) {
      const { status, json } = await approve(world, path, other);
      expect({ other, status, code: json.code }).toEqual({
        other,
        status: 409,
        code: other === undefined ? 'StagedDeletesMissing' : 'StagedDeletesChanged',
      });
      expect(json).toMatchObject({ requested: held, stagedDeletes: 900, detail: expect.stringContaining('Now it would be: 900 objects') });
      world.tenant.clock.advance(10_001);
    }
    expect((await world.get(path)).json.status).toBe('AwaitingApproval');
    await world.watch();
    expect(world.posts()).toEqual([]);
  });

  it('binds an approval that is repeated too: the same changes nothing, another is a conflict', async () => {
    await using world = await worldWith(parked);
    const path = await ask(world);
    expect((await approve(world, path, held)).status).toBe(200);
    for (const [other, code] of [
      [held - 1, 'StagedDeletesChanged'],
      [undefined, 'StagedDeletesMissing'],
    ] as const) {
      expect(await approve(world, path, other)).toMatchObject({ status: 409, json: { code, requested: held } });
    }
    expect(await approve(world, path, held)).toMatchObject({ status: 200, json: { status: 'NotStarted' } });
    await world.work();
    expect(world.posts()).toHaveLength(1);
  });

  it.each([
    [730, 'You approve 730 objects; the deletions were asked for as 731 objects. So it still is: 731 objects.'],
    [
      null,
      'You approve a number of objects that nobody can count; the deletions were asked for as 731 objects. So it still is: 731 objects.',
    ],
    [undefined, 'The approval has no `stagedDeletes`; the deletions were asked for as 731 objects. So it still is: 731 objects.'],
  ])('tells whoever approves %s that the difference is theirs', async (approved, detail) => {
    await using world = await worldWith(parked);
    setHeld(world, { rows: 731 });
    expect((await approve(world, await ask(world, 731), approved)).json).toMatchObject({ detail });
  });

  it('is told as far as it is known when Graph cannot be asked for the new one', async () => {
    await using world = await worldWith(parked);
    const path = await ask(world);
    world.tenant.fault({ match: { path: '/auditLogs/provisioning' }, fault: { kind: 'status', status: 503 } });
    const { status, json } = await approve(world, path, 1);
    expect({ status, requested: json.requested }).toEqual({ status: 409, requested: held });
    expect(json).not.toHaveProperty('stagedDeletes');
  });

  it.each([
    ['more wait', { rows: 732 }, held],
    ['fewer wait', { rows: 730 }, held],
    ['more wait than five requests reach', { rows: 6_000 }, 5_000],
    ['rows of the log name no object', { rows: 3, isNameless: true }, 3],
  ])('is counted again before anything is sent: nothing is, when %s', async (_, cause, seen) => {
    await using world = await worldWith(parked);
    const path = await ask(world, seen);
    expect((await approve(world, path, seen)).status).toBe(200);
    setHeld(world, cause);
    await world.work();
    expect((await world.get(path)).json).toMatchObject({
      status: 'Failed',
      error: { code: 'PreconditionFailed', detail: expect.stringContaining('StagedDeletesChanged') },
    });
    expect(world.posts()).toEqual([]);
  });

  it.each([
    ['nothing was put aside since', 0, 'Succeeded'],
    ['more was put aside since', 1 / 60, 'Failed'],
  ])('binds to what waited when it was asked for, where the log is too long to count: %s', async (_, hoursAfter, status) => {
    await using world = await worldWith(parked);
    setHeld(world, { rows: 6_000 });
    world.tenant.clock.advance(60_000);
    const path = await ask(world, null);
    const wrong = await approve(world, path, 6_000);
    expect(wrong.json).toMatchObject({ stagedDeletes: null, atLeast: 5_000, detail: expect.stringContaining('at least 5,000 objects') });
    world.tenant.clock.advance(11_000);
    expect((await approve(world, path, null)).status).toBe(200);
    const { job } = world.tenant.jobAt();
    const ended = Date.parse(job.document.status.lastExecution?.timeEnded ?? '');
    const sinceAsked = (world.tenant.clock.at - ended) / 3_600_000;
    if (hoursAfter > 0) setHeld(world, { rows: 10_000, untilHoursAgo: -sinceAsked });
    world.tenant.clock.advance(60_000);
    await world.work();
    expect((await world.get(path)).json.status).toBe(status);
    expect(world.posts()).toHaveLength(status === 'Succeeded' ? 1 : 0);
  });

  it.each([
    ['the job runs again', { cause: null, status: { code: 'Active' } }],
    ['the quarantine has another reason', { status: { quarantine: { reason: 'EncounteredQuarantineException' } } }],
    ['the job was paused', { status: { code: 'Paused' } }],
  ] as const)('is carried out for nothing else: nothing is sent when %s meanwhile', async (_, patch) => {
    await using world = await worldWith(parked);
    const path = await ask(world);
    expect((await approve(world, path, held)).status).toBe(200);
    world.tenant.patch(world.tenant.jobAt().key, patch);
    await world.work();
    expect((await world.get(path)).json).toMatchObject({
      status: 'Failed',
      error: { code: 'PreconditionFailed', detail: expect.stringContaining('NothingToDo') },
    });
    expect(world.posts()).toEqual([]);
  });

  it('counts objects and not rows, so that another cycle that puts the same aside changes nothing', async () => {
    await using world = await worldWith(parked);
    setHeld(world, { rows: 40, objects: 20 });
    const path = await ask(world, 20);
    await approve(world, path, 20);
    setHeld(world, { rows: 400, objects: 20 });
    await world.work();
    expect((await world.get(path)).json.status).toBe('Succeeded');
    expect(world.posts()).toHaveLength(1);
  });

  it('is read with the identity that reads: where that may not, only `null` agrees', async () => {
    for (const [seen, posts, status] of [
      [null, 1, 'Succeeded'],
      [held, 0, 'Failed'],
    ] as const) {
      await using world = await worldWith(parked);
      grantReader(world, withoutLog);
      const path = await ask(world, seen);
      expect((await approve(world, path, seen)).status).toBe(200);
      await world.work();
      expect((await world.get(path)).json.status).toBe(status);
      expect(world.posts()).toHaveLength(posts);
    }
  });

  it('cannot be passed over with `null` where the log may be read', async () => {
    await using world = await worldWith(parked);
    const path = await ask(world, null);
    await approve(world, path, null);
    await world.work();
    expect((await world.get(path)).json).toMatchObject({ status: 'Failed', error: { code: 'PreconditionFailed' } });
    expect(world.posts()).toEqual([]);
  });

  it('is waited for while the log is at its limit, and nothing is sent before', async () => {
    await using world = await worldWith(parked);
    const path = await ask(world);
    await approve(world, path, held);
    world.tenant.fault({
      match: { path: '/auditLogs/provisioning' },
      times: 1,
      fault: { kind: 'status', status: 429, headers: { 'retry-after': '20' } },
    });
    await world.work();
    expect((await world.get(path)).json).toMatchObject({ status: 'NotStarted', notBefore: expect.any(String) });
    expect(world.posts()).toEqual([]);
    world.tenant.clock.advance(21_000);
    await world.watch();
    expect((await world.get(path)).json.status).toBe('Succeeded');
  });

  it('is waited for no longer than ten minutes while the log cannot be read', async () => {
    await using world = await worldWith(parked);
    const path = await ask(world);
    await approve(world, path, held);
    world.tenant.fault({ match: { path: '/auditLogs/provisioning' }, times: 9, fault: { kind: 'status', status: 503 } });
    await world.work();
    expect((await world.get(path)).json.status).toBe('NotStarted');
    world.tenant.clock.advance(11 * 60_000);
    await world.watch();
    expect((await world.get(path)).json).toMatchObject({ status: 'Failed', error: { code: 'GraphUnavailable' } });
    expect(world.posts()).toEqual([]);
  });
});
