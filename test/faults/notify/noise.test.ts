import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JobPatch } from '../../../dev/graph/control/patch-job.ts';
import { createTeamsNotifier } from '../../../lib/adapters/teams/create-teams-notifier.ts';
import { adminCentre } from '../../../lib/admin-centre.ts';
import { createDispatcher } from '../../../lib/application/notify/dispatch-notifications.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { startTenantWorld, type TenantWorld, tickInMs } from '../../support/worlds/tenant-world.ts';
import { quarantinePatch } from '../store/store-world.ts';
import { type ObservedSink, startObservedSink } from './sink-world.ts';

const groupWaitInMs = 20_000;
const active: JobPatch = { status: { code: 'Active' } };

describe('what reaches the channel of a living fleet', () => {
  let cloud: TenantWorld;
  let sink: ObservedSink;
  let dispatch: () => Promise<unknown>;

  beforeEach(async () => {
    cloud = await startTenantWorld({ poll: { channelConfigured: true } });
    sink = await startObservedSink();
    const { loadCatalogue } = createCatalogue();
    dispatch = createDispatcher(
      { ...cloud.ports, loadCatalogue, notifiers: [createTeamsNotifier(cloud, sink.webhookUrl)] },
      { groupWaitInMs, leaseInMs: 20_000, portalBaseUrl: 'https://sync.example.com', adminCentre },
    );
    await cloud.tick();
  });
  afterEach(async () => {
    await sink.close();
    await cloud[Symbol.asyncDispose]();
  });

  const kinds = async () => (await sink.cards()).map(({ kind }) => kind);
  const history = async () => {
    const { value } = await cloud.ports.state.listEvents(cloud.jobAt().key, { pageSize: 100 });
    return value.map(({ snapshot }) => snapshot?.state).reverse();
  };

  async function passTicks(count: number): Promise<void> {
    for (let done = 0; done < count; done++) {
      await cloud.ticks();
      cloud.clock.advance(groupWaitInMs);
      await dispatch();
    }
  }

  it('F48 tells nothing of a quarantine that comes and goes within the wait for its group, and keeps both in the history', async () => {
    for (const patch of [quarantinePatch(), active]) {
      cloud.clock.advance(groupWaitInMs / 4);
      cloud.patch(cloud.jobAt().key, patch);
      await cloud.handle(cloud.force());
      await dispatch();
    }
    await passTicks(3);
    expect(await kinds()).toEqual([]);
    expect(await history()).toEqual(['Active', 'Quarantine', 'Active']);
    const { value } = await cloud.ports.state.listPastIncidents(cloud.tenantId, { pageSize: 10 });
    expect(value).toMatchObject([{ condition: 'quarantine', resolution: 'recovered' }]);
  });

  it('F49 sends one card about a job that flaps, and then is quiet until it has been stable for an hour', async () => {
    for (let turn = 0; turn < 20; turn++) {
      cloud.patch(cloud.jobAt().key, turn % 2 === 0 ? quarantinePatch() : active);
      await passTicks(1);
    }
    const flapping = (await sink.cards()).filter(({ summary }) => summary.includes('FLAPPING'));
    expect(flapping).toHaveLength(1);
    expect(await kinds()).toEqual(['opened', 'resolved', 'opened', 'updated']);
    await passTicks(Math.ceil(3_600_000 / tickInMs) + 1);
    expect(await kinds()).toEqual(['opened', 'resolved', 'opened', 'updated', 'resolved']);
    const last = await sink.cards();
    expect(last.slice(2).map(({ incidentIds }) => incidentIds)).toEqual(Array(3).fill(last[2]?.incidentIds));
    expect((await history()).filter((state) => state === 'Quarantine').length).toBe(10);
  });

  it('F50 shows a hostile error text as text, in a card of at most 20 KB', async () => {
    const message = `[Reset password](https://evil.example) <at>Everyone</at> \u202Egnp.exe\u0000${'漢'.repeat(30_000)}`;
    const error = { code: '[x](javascript:alert(1))', message };
    cloud.patch(cloud.jobAt().key, {
      status: { code: 'Quarantine', quarantine: { reason: '<at>all</at>', error } },
    });
    await passTicks(1);
    const [card, ...others] = await sink.cards();
    expect(others).toEqual([]);
    expect(card?.bytes).toBeLessThanOrEqual(20_480);
    const json = JSON.stringify(card?.card);
    expect(json).toContain('Reset password');
    expect(json).not.toMatch(/\]\s*\(|<\s*\/?\s*at\b|\u202E|\\u0000/i);
    expect(json).not.toMatch(/"url":"[^"]*evil/);
  });
});
