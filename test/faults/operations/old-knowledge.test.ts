import { describe, expect, it } from '@jest/globals';
import { minuteInMs, tickInMs } from '../../support/worlds/tenant-world.ts';
import { hiccup, worldWith } from './one-job.ts';

interface Case {
  action: string;
  /** How the job was read, and how it is since at Graph. */
  read: { special: object; since: string };
  code: string;
  sent: number;
}

const cases: Case[] = [
  { action: 'start', read: { special: {}, since: 'Paused' }, code: 'StartNotAllowed', sent: 1 },
  { action: 'start', read: { special: {}, since: 'Active' }, code: 'StartNotAllowed', sent: 0 },
  { action: 'clearQuarantine', read: { special: {}, since: 'Quarantine' }, code: 'NothingToDo', sent: 1 },
  { action: 'clearQuarantine', read: { special: {}, since: 'Active' }, code: 'NothingToDo', sent: 0 },
  { action: 'pause', read: { special: { code: 'Paused' }, since: 'Active' }, code: 'NothingToDo', sent: 1 },
  { action: 'pause', read: { special: { code: 'Paused' }, since: 'Paused' }, code: 'NothingToDo', sent: 0 },
];

describe('an action on a job that was read long ago', () => {
  it.each(cases)(
    'is not refused by what is not fresh: $action, the job being $read.since by now, leaves $sent times',
    async ({ action, read: { special, since }, code, sent }) => {
      await using world = await worldWith(special);
      const { key } = world.tenant.jobAt();
      expect(await world.act(key, action)).toMatchObject({ status: 409, json: { code } });
      expect(await allowed(world, action)).toBe(false);
      world.tenant.clock.advance(2 * tickInMs + minuteInMs);
      expect(await allowed(world, action)).toBe(true);
      world.tenant.patch(key, { status: { code: since } });
      const { status, json } = await world.act(key, action);
      expect(status).toBe(202);
      await world.work();
      expect(world.posts()).toHaveLength(sent);
      const ended = (await world.get(`/operations/${json.operationId}`)).json;
      expect([ended.status, ended.error?.code]).toEqual(sent === 1 ? ['Succeeded', undefined] : ['Failed', 'PreconditionFailed']);
      if (sent === 0) expect(ended.error.detail).toContain(code);
    },
  );

  it('is not refused by a reading from before the last request: what was paused by mistake is started at once', async () => {
    await using world = await worldWith({});
    const { key } = world.tenant.jobAt();
    const handle = world.tenant.handle;
    world.tenant.handle = async () => undefined;
    await world.act(key, 'pause');
    await world.work();
    world.tenant.clock.advance(1_000);
    expect(await allowed(world, 'start')).toBe(true);
    expect((await world.act(key, 'start')).status).toBe(202);
    await world.work();
    expect(world.posts().map(({ path }) => path.split('/').at(-1))).toEqual(['pause', 'start']);
    world.tenant.handle = handle;
    world.tenant.clock.advance(1_000);
    await world.tenant.handle(world.tenant.force());
    expect(await allowed(world, 'start')).toBe(false);
  });

  it('wants a quarantine that protects data acknowledged, however old the reading is', async () => {
    await using world = await worldWith({ cause: { ...hiccup, reason: 'EncounteredEscrowProportionThreshold' }, quarantinedForHours: 1 });
    const { key } = world.tenant.jobAt();
    world.tenant.clock.advance(60 * minuteInMs);
    expect(await world.act(key, 'clearQuarantine')).toMatchObject({ status: 409, json: { code: 'AcknowledgementRequired' } });
  });
});

async function allowed({ tenant, get }: Awaited<ReturnType<typeof worldWith>>, action: string): Promise<boolean> {
  const { tenantId, servicePrincipalId, jobId } = tenant.jobAt().key;
  const { json } = await get(`/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/${encodeURIComponent(jobId)}`);
  return json.actions.find((told: { action: string }) => told.action === action).allowed;
}
