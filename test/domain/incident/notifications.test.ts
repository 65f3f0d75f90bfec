import { describe, expect, it } from '@jest/globals';
import { notificationsOf, withCardTold } from '../../../lib/domain/incident/notifications.ts';
import { sampleIncident } from '../../support/storage/state-samples.ts';

const at = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z`;

describe('who was told of an incident', () => {
  it('is every card that was accepted, the oldest first, and last the one that waits', () => {
    const opened = withCardTold(sampleIncident('h'), { kind: 'opened', channel: 'primary', at: at(1) });
    const reminded = withCardTold(opened, { kind: 'reminder', channel: 'secondary', at: at(3) });
    const again = withCardTold(reminded, { kind: 'reminder', channel: 'primary', at: at(9) });
    expect(again.announced).toEqual({ opened: at(1), reminder: at(9) });
    const unsent = { hash: 'h', kind: 'deadline', seq: 4, createdAt: at(10) };
    expect(notificationsOf({ ...again, unsent })).toEqual([
      { kind: 'opened', channel: 'primary', at: at(1), accepted: true },
      { kind: 'reminder', channel: 'secondary', at: at(3), accepted: true },
      { kind: 'reminder', channel: 'primary', at: at(9), accepted: true },
      { kind: 'deadline', at: at(10), accepted: false },
    ]);
  });

  it('is read from rows of older releases too, which tell of no channel', () => {
    const older = sampleIncident('h', { announced: { opened: at(1), updated: at(2) } });
    expect(notificationsOf(older)).toEqual([
      { kind: 'opened', at: at(1), accepted: true },
      { kind: 'updated', at: at(2), accepted: true },
    ]);
    expect(notificationsOf(withCardTold(older, { kind: 'updated', channel: 'primary', at: at(5) }))).toEqual([
      { kind: 'opened', at: at(1), accepted: true },
      { kind: 'updated', channel: 'primary', at: at(5), accepted: true },
    ]);
    expect(notificationsOf(sampleIncident('h'))).toEqual([]);
  });

  it('names no card of a kind that only a later release knows', () => {
    expect(notificationsOf(sampleIncident('h', { unsent: { hash: 'h', kind: 'sung', seq: 1, createdAt: at(1) } }))).toEqual([]);
  });

  it('keeps the opening and the latest cards of a long life', () => {
    let incident = sampleIncident('h');
    for (let card = 0; card < 59; card += 1)
      incident = withCardTold(incident, { kind: card === 0 ? 'opened' : 'reminder', channel: 'primary', at: at(card) });
    expect(incident.told).toHaveLength(50);
    expect(incident.told?.[0]).toMatchObject({ kind: 'opened' });
    expect(incident.told?.at(-1)).toMatchObject({ at: at(58) });
  });
});
