import { describe, expect, it } from '@jest/globals';
import { type OperationOrder, requestOperation } from '../../../lib/application/operate/request/request-operation.ts';
import { person } from '../../support/worlds/callers.ts';
import { coolDownInMs, type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';
import { closedDoors } from '../../support/worlds/tenant-doors.ts';

const chief = person('chief', 'Admin');

/** Asks the use case itself, as any entrance would. */
function ask({ tenant }: OperationWorld, order: Partial<OperationOrder>) {
  const whole: OperationOrder = {
    key: tenant.jobAt().key,
    action: 'restart',
    request: {},
    body: order.request ?? {},
    caller: person('alice', 'Operator'),
    idempotencyKey: 'k',
    ...order,
  };
  return requestOperation({ ...tenant.ports, users: closedDoors.users }, whole, { coolDownInMs, pollIntervalInMs: 300_000 });
}

describe('an action, whoever lets it in', () => {
  it.each<[string, Partial<OperationOrder>, string]>([
    ['a destructive scope of an Operator', { request: { resetScope: ['Full'] } }, 'AdminRequired'],
    ['an override of the cool-down by an Operator', { request: { overrideCoolDown: true } }, 'AdminRequired'],
    ['a scope that Microsoft says not to use', { caller: chief, request: { resetScope: ['None'] } }, 'ScopeNotAllowed'],
    ['a destructive scope unconfirmed', { caller: chief, request: { resetScope: ['ForceDeletes'] } }, 'ConfirmationRequired'],
    [
      'a destructive scope confirmed for another job',
      { caller: chief, request: { resetScope: ['Full'] }, confirm: 'x' },
      'ConfirmationRequired',
    ],
  ])('is refused for %s before anything is read or written', async (_title, order, reason) => {
    await using world = await startOperationWorld();
    await world.tenant.tick();
    world.tenant.forget();
    expect(await ask(world, order)).toMatchObject({ kind: 'refused', refusal: { reason } });
    expect(world.tenant.stored).toEqual([]);
  });

  it('is refused for deletions of which nobody says how many they saw, and nothing is written', async () => {
    await using world = await startOperationWorld();
    await world.tenant.tick();
    const { key } = world.tenant.jobAt();
    const answer = await ask(world, { key, caller: chief, request: { resetScope: ['ForceDeletes'] }, confirm: key.jobId });
    expect(answer).toMatchObject({ kind: 'refused', refusal: { reason: 'StagedDeletesRequired' } });
    expect(await world.tenant.ports.operations.list(key.tenantId)).toEqual([]);
  });

  it('waits for a second administrator when it carries out held-back deletions, and only then', async () => {
    await using world = await startOperationWorld({ servicePrincipalsPerTenant: 2 });
    await world.tenant.tick();
    for (const [place, scope, status] of [
      [0, 'ForceDeletes', 'AwaitingApproval'],
      [1, 'Full', 'NotStarted'],
    ] as const) {
      const { key } = world.tenant.jobAt(place);
      const answer = await ask(world, { key, caller: chief, request: { resetScope: [scope], stagedDeletes: 0 }, confirm: key.jobId });
      expect(answer).toMatchObject({ kind: 'accepted', operation: { status } });
    }
  });
});
