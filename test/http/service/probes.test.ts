import { describe, expect, it } from '@jest/globals';
import { sampleJob, tenantId } from '../../support/storage/state-samples.ts';
import { callerOf, createHttpWorld, pollIntervalInMs } from '../support/support.ts';

interface Check {
  name: string;
  ok: boolean;
}

const failing = (checks: readonly Check[]) => checks.filter(({ ok }) => !ok).map(({ name }) => name);

describe('the probes', () => {
  it('are ready while ticks happen, and say why not to Readers only', async () => {
    const caller = { role: 'Reader' as 'Reader' | 'none' };
    const world = createHttpWorld({ authenticate: async () => (caller.role === 'none' ? undefined : callerOf('Reader')) });
    await world.poll(tenantId, [sampleJob(1)]);
    const ready = await world.call('/health/ready');
    expect(ready).toMatchObject({ status: 200, json: { status: 'ready' } });
    expect(ready.json.checks.map(({ name }: Check) => name)).toEqual(expect.arrayContaining(['storage', 'polling']));
    expect(failing(ready.json.checks)).toEqual([]);

    world.clock.at += 2 * pollIntervalInMs + 60_001;
    const late = await world.call('/health/ready');
    expect(late).toMatchObject({ status: 503, json: { code: 'NotReady' } });
    expect(failing(late.json.checks)).toEqual(['polling']);

    caller.role = 'none';
    const answer = await world.call('/health/ready');
    expect(answer.status).toBe(503);
    expect(answer.json.checks).toBeUndefined();
  });

  it('say that the process lives without asking anybody', async () => {
    const refuse = async () => {
      throw new Error('not needed');
    };
    const world = createHttpWorld();
    Object.assign(world.deps.fleet, { list: refuse });
    Object.assign(world.deps.tenants, { list: refuse });
    expect((await world.call('/health/live')).json).toEqual({ status: 'ok' });
  });
});
