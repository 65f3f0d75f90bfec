import { describe, expect, it } from '@jest/globals';
import { cardPostedEvent, quarantineSeenEvent, serviceWatchedEvent, tenantReadEvent } from '../../../lib/domain/view/fleet-events.ts';
import { ago, quarantined, record } from '../fixtures.ts';

describe('what the logs tell of the fleet', () => {
  it('counts a tenant by health, with a zero for each that has none', () => {
    const counts = {
      jobs: 5,
      byState: { Active: 3, Quarantine: 2 },
      byHealth: { healthy: 3, critical: 2 },
      incidents: { critical: 2, warning: 1 },
    };
    expect(tenantReadEvent('t', counts)).toEqual({
      event: 'tenantRead',
      tenantId: 't',
      jobs: 5,
      healthy: 3,
      warning: 0,
      critical: 2,
      unknown: 0,
      quarantined: 2,
      openIncidents: 3,
    });
  });

  it('says of a quarantine that began between two readings how long it took to be seen', () => {
    const after = record({ snapshot: quarantined({ currentBegan: ago(90_000) }), observedAt: ago(0) });
    expect(quarantineSeenEvent(record(), after)).toMatchObject({ event: 'quarantineSeen', jobId: 'job', secondsToDetect: 90 });
  });

  it('is silent about a quarantine that is known, that is over, or that was there before anybody looked', () => {
    const after = record({ snapshot: quarantined({ currentBegan: ago(90_000) }) });
    expect(quarantineSeenEvent(after, after)).toBeUndefined();
    expect(quarantineSeenEvent(after, record())).toBeUndefined();
    expect(quarantineSeenEvent(undefined, after)).toBeUndefined();
  });

  it('gives no figure where Graph names no beginning, and none below zero', () => {
    const { seriesBegan: _, ...timeless } = quarantined().quarantine ?? { reason: 'Unknown', seriesCount: 1 };
    const unknown = record({ snapshot: { ...quarantined(), quarantine: timeless } });
    const before = record({ snapshot: quarantined() });
    expect(quarantineSeenEvent(before, unknown)).toMatchObject({ secondsToDetect: null });
    expect(cardPostedEvent('primary', [{ createdAt: ago(-5_000) }], ago(0))).toMatchObject({ secondsToCard: 0 });
  });

  it('measures a card by the oldest news on it, and the outbox by its oldest row', () => {
    const rows = [{ createdAt: ago(30_000) }, { createdAt: ago(70_000) }];
    expect(cardPostedEvent('primary', rows, ago(0))).toEqual({ event: 'cardPosted', channel: 'primary', news: 2, secondsToCard: 70 });
    const facts = { monitor: 'ok', brokenChannels: 0, setAside: 0, at: ago(0) };
    expect(serviceWatchedEvent({ ...facts, rows: [{}, { outboxPendingSince: ago(700_000) }] })).toMatchObject({ oldestCardInSeconds: 700 });
    expect(serviceWatchedEvent({ ...facts, rows: [{}] })).toMatchObject({ oldestCardInSeconds: 0 });
  });
});
