import { describe, expect, it } from '@jest/globals';
import { admin, callerWith } from '../../support/worlds/operation-world.ts';
import { auditOf, worldWith } from './one-job.ts';

describe('the incident of a job', () => {
  it('is acknowledged and snoozed once, whoever repeats it', async () => {
    await using world = await worldWith();
    const [incident] = (await world.get('/incidents')).json.value;
    const path = `/incidents/${incident.incidentId}`;
    const first = await world.post(`${path}/acknowledge`);
    expect(first).toMatchObject({ status: 200, json: { acknowledgedBy: 'home/alice' } });
    world.tenant.clock.advance(1_000);
    expect((await world.post(`${path}/acknowledge`, { caller: admin('bob') })).json).toEqual(first.json);
    const until = new Date(world.tenant.clock.at + 86_400_000).toISOString();
    expect(await world.post(`${path}/snooze`, { body: { until, reason: 'holiday' } })).toMatchObject({
      status: 200,
      json: { snoozedUntil: until, snoozeReason: 'holiday' },
    });
    const far = new Date(world.tenant.clock.at + 31 * 86_400_000).toISOString();
    expect(await world.post(`${path}/snooze`, { body: { until: far } })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/until' }] },
    });
    expect(await world.post(`${path}/acknowledge`, { caller: callerWith('Reader') })).toMatchObject({ status: 403 });
    expect((await auditOf(world)).map(({ phase, action }: Record<string, string>) => `${phase} ${action}`)).toEqual(
      expect.arrayContaining(['done acknowledge', 'done snooze', 'refused snooze-incident', 'refused acknowledge-incident']),
    );
  });

  it('cannot be acknowledged when it is over', async () => {
    await using world = await worldWith();
    const [incident] = (await world.get('/incidents')).json.value;
    await world.act(world.tenant.jobAt().key, 'clearQuarantine');
    await world.work();
    await world.tenant.ticks(1);
    expect(await world.post(`/incidents/${incident.incidentId}/acknowledge`)).toMatchObject({
      status: 409,
      json: { code: 'IncidentClosed' },
    });
  });
});
