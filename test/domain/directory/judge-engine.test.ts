import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { DirectorySyncFacts, OrganizationSync } from '../../../lib/domain/directory/directory-sync-facts.ts';
import { judgeEngine, type MigrationStage } from '../../../lib/domain/directory/judge-engine.ts';

const readAt = '2026-03-02T12:00:00.000Z';
const [hour, day] = [3_600_000, 24 * 3_600_000];
const earlier = (ageInMs: number) => new Date(Date.parse(readAt) - ageInMs).toISOString();

interface Story {
  organization?: OrganizationSync;
  cloudSync?: { total: number; on: number };
  seen?: true;
  /** What an earlier reading noted. */
  noted?: Partial<DirectorySyncFacts>;
}

function judged({ organization, cloudSync, seen, noted }: Story) {
  const facts: DirectorySyncFacts = {
    ...(organization && { organization: { askedAt: readAt, readAt, value: organization } }),
    ...(cloudSync && { cloudSync: { ...cloudSync, quarantined: 0 } }),
    ...(seen && { connectSeenAt: earlier(2 * day) }),
    ...noted,
  };
  return judgeEngine(facts);
}

const last = (ageInMs: number): OrganizationSync => ({ syncEnabled: true, lastSyncAt: earlier(ageInMs) });
const [none, prepared, on] = [
  { total: 0, on: 0 },
  { total: 2, on: 0 },
  { total: 2, on: 1 },
];

describe('which engine serves a tenant', () => {
  it.each<[string, Story, string, string, MigrationStage | undefined]>([
    ['Connect on time', { organization: last(hour), cloudSync: none }, 'running', 'connect', undefined],
    ['Connect just within three hours', { organization: last(3 * hour) }, 'running', 'connect', undefined],
    ['Connect beyond three hours', { organization: last(3 * hour + 1_000) }, 'stopped', 'connect', undefined],
    ['Connect silent for ever, without another engine', { organization: last(60 * day), cloudSync: none }, 'stopped', 'connect', undefined],
    ['cloud sync alone', { organization: { syncEnabled: false }, cloudSync: on }, 'off', 'cloudSync', undefined],
    [
      'cloud sync after Connect was switched off',
      { organization: { syncEnabled: null, lastSyncAt: earlier(90 * day) }, cloudSync: on },
      'off',
      'cloudSync',
      'done',
    ],
    ['neither', { organization: { syncEnabled: null }, cloudSync: none }, 'off', 'neither', undefined],
    ['one that is switched on and never ran', { organization: { syncEnabled: true }, cloudSync: none }, 'neverRan', 'neither', undefined],
    ['cloud sync where Connect never ran', { organization: { syncEnabled: true }, cloudSync: on }, 'neverRan', 'cloudSync', undefined],
    ['jobs that are prepared beside Connect', { organization: last(hour), cloudSync: prepared }, 'running', 'connect', 'prepared'],
    ['both', { organization: last(hour), cloudSync: on }, 'running', 'both', 'underWay'],
    ['both, and Connect has stopped', { organization: last(9 * hour), cloudSync: on }, 'stopped', 'both', 'connectStopped'],
    ['Connect stopped, jobs prepared', { organization: last(9 * hour), cloudSync: prepared }, 'stopped', 'connect', 'prepared'],
    ['Connect long silent at the first look', { organization: last(8 * day), cloudSync: on }, 'leftBehind', 'cloudSync', 'done'],
    [
      'Connect that was seen alive and fell silent',
      { organization: last(8 * day), cloudSync: on, seen: true },
      'stopped',
      'both',
      'connectStopped',
    ],
    ['Connect silent for seven days, and not longer', { organization: last(7 * day), cloudSync: on }, 'stopped', 'both', 'connectStopped'],
    [
      'Connect left behind, while cloud sync rests',
      { organization: last(90 * day), cloudSync: prepared, noted: { leftBehindSince: earlier(90 * day) } },
      'leftBehind',
      'neither',
      'done',
    ],
    [
      'Connect that ran once more since it was left behind',
      { organization: last(8 * day), cloudSync: none, noted: { leftBehindSince: earlier(90 * day) } },
      'stopped',
      'connect',
      undefined,
    ],
    ['nothing that was read', { cloudSync: on }, 'unknown', 'unknown', undefined],
  ])('is told of %s', (_, story, connect, engine, migration) => {
    expect(judged(story)).toEqual({ connect, engine, ...(migration && { migration }) });
  });

  it.each<[string, Partial<DirectorySyncFacts>]>([
    ['seen alive', { connectSeenAt: earlier(2 * day) }],
    ['told of, long silent', { toldSyncAt: earlier(60 * day) }],
    ['known by its password hashes', { passwordsSeenAt: earlier(hour) }],
  ])('is unknown where Connect was %s and Graph leaves out its time, or whether it is switched on', (_, noted) => {
    const unknown = { connect: 'unknown', engine: 'unknown', isUntold: true };
    expect(judged({ organization: { syncEnabled: true }, cloudSync: on, noted })).toEqual(unknown);
    expect(judged({ organization: { syncEnabled: null }, cloudSync: on, noted })).toEqual(unknown);
    expect(judged({ organization: { syncEnabled: null, lastSyncAt: earlier(hour) }, cloudSync: on, noted })).toEqual(unknown);
    expect(judged({ organization: { syncEnabled: false }, cloudSync: on, noted }).connect).toBe('off');
    expect(judged({ organization: { syncEnabled: null }, noted: { ...noted, isSwitchedOff: true } }).connect).toBe('off');
  });

  it('never explains a silence away that was seen to begin, and never takes what was not read for off', () => {
    const story = fc.record(
      {
        organization: fc.record({ syncEnabled: fc.constant(true), lastSyncAt: fc.integer({ min: 0, max: 90 * day }).map(earlier) }),
        cloudSync: fc.constantFrom(none, prepared, on),
        seen: fc.constant(true as const),
      },
      { requiredKeys: ['seen'] },
    );
    void fc.assert(
      fc.property(story, (given) => {
        const { connect, engine } = judged(given);
        expect(connect).not.toBe('leftBehind');
        expect(connect === 'unknown').toBe(given.organization === undefined);
        expect(engine === 'unknown').toBe(given.organization === undefined);
      }),
    );
  });
});
