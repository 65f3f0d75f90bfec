import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTeamsNotifier } from '../../../lib/adapters/teams/create-teams-notifier.ts';
import { adminCentre } from '../../../lib/admin-centre.ts';
import { createDispatcher } from '../../../lib/application/notify/dispatch-notifications.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { dayInMs, hourInMs, isoOf } from '../../../lib/domain/time.ts';
import { type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';
import { auditOf } from '../operations/one-job.ts';
import { type ObservedSink, startObservedSink } from './sink-world.ts';

let world: OperationWorld;
let sink: ObservedSink;

beforeEach(async () => {
  world = await startOperationWorld({ poll: { channelConfigured: true } });
  sink = await startObservedSink();
});
afterEach(async () => {
  await sink.close();
  await world[Symbol.asyncDispose]();
});

/** A sender that knows nothing but what is stored, as after each restart. */
function newSender(): () => Promise<unknown> {
  const { loadCatalogue } = createCatalogue();
  return createDispatcher(
    { ...world.tenant.ports, loadCatalogue, notifiers: [createTeamsNotifier(world.tenant, sink.webhookUrl)] },
    { groupWaitInMs: 0, leaseInMs: 20_000, portalBaseUrl: 'https://sync.example.com', adminCentre },
  );
}

async function passHours(hours: number): Promise<void> {
  for (let passed = 0; passed < hours; passed += 6) {
    world.tenant.clock.advance(6 * hourInMs);
    await world.tenant.tick();
    await newSender()();
  }
}

describe('a quarantine that somebody put to sleep', () => {
  it('is told at 14, 7, 3 and 1 days before the switch-off, and cannot be put to sleep for longer', async () => {
    const { tenant } = world;
    const seriesBegan = tenant.clock.at - 10 * dayInMs;
    tenant.patch(tenant.jobAt().key, {
      status: { code: 'Quarantine', quarantine: { reason: 'Unknown', seriesBegan: isoOf(seriesBegan) } },
    });
    await passHours(6);
    const [incident] = (await world.get('/incidents')).json.value;
    const path = `/incidents/${incident.incidentId}`;
    await world.post(`${path}/acknowledge`);
    const switchOff = seriesBegan + 28 * dayInMs;
    const tooLate = await world.post(`${path}/snooze`, { body: { until: isoOf(switchOff + 60_000) } });
    expect(tooLate).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/until', detail: expect.stringContaining(isoOf(switchOff)) }] },
    });
    const order = { until: isoOf(switchOff), reason: 'The customer is moving house' };
    expect((await world.post(`${path}/snooze`, { body: order })).status).toBe(200);
    expect(await auditOf(world)).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: 'snooze', phase: 'done', parameters: order })]),
    );

    await passHours((18 * dayInMs) / hourInMs - 12);
    const cards = await sink.cards();
    expect(cards.map(({ kind }) => kind).filter((kind) => kind !== 'notice')).toEqual(['opened', ...Array(4).fill('deadline')]);
    const titles = cards.filter(({ kind }) => kind === 'deadline').map(({ summary }) => summary.replace(/ -.*/, ''));
    expect(titles).toEqual([
      'SWITCH-OFF NEAR: Microsoft switches the job off in 14 days',
      'SWITCH-OFF NEAR: Microsoft switches the job off in 7 days',
      'SWITCH-OFF NEAR: Microsoft switches the job off in 3 days',
      'SWITCH-OFF NEAR: Microsoft switches the job off in 1 day',
    ]);
  });
});
