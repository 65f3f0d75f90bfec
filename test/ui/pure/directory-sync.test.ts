import { describe, expect, it } from '@jest/globals';
import type { DirectorySync } from '../../../client/client.d.ts';
import {
  administratorsWords,
  cloudSyncWords,
  domainsWords,
  passwordsWords,
  preventionWords,
  type SyncTime,
  switchWords,
  syncHealth,
  timeOf,
} from '../../../ui/screens/tenants/directory/sync-words.ts';

const lastAt = '2026-11-30T06:00:00.000Z';
const time = (given: Partial<SyncTime> = {}): SyncTime => ({ lastAt, ageSeconds: 300, state: 'onTime', ...given });

function sync(given: Partial<DirectorySync> = {}, objects = time()): DirectorySync {
  const notYetRead = { state: 'notYetRead' } as const;
  return {
    tenantId: 't',
    freshness: 'fresh',
    engine: { name: 'connect', connect: 'running', text: '', inferred: true },
    times: { state: 'read', value: { syncEnabled: true, passwordUse: 'used', objects, passwords: time() } },
    settings: notYetRead,
    domains: notYetRead,
    administrators: notYetRead,
    ...given,
  };
}

describe('the directory synchronization of a tenant', () => {
  it('is as bad as the worst of its times', () => {
    expect(syncHealth(sync())).toBe('healthy');
    expect(syncHealth(sync({}, time({ state: 'stale', severity: 'warning' })))).toBe('warning');
    expect(syncHealth(sync({}, time({ state: 'overdue', severity: 'critical' })))).toBe('critical');
  });

  it('is never called healthy by a reading that is old, missing, or of nothing', () => {
    expect(syncHealth(sync({ freshness: 'stale' }))).toBe('unknown');
    expect(syncHealth(sync({ freshness: 'unknown', times: { state: 'notYetRead' } }))).toBe('unknown');
    expect(syncHealth(sync({ engine: { name: 'unknown', connect: 'unknown', text: '', inferred: true } }))).toBe('unknown');
    expect(syncHealth(sync({}, time({ state: 'unknown' })))).toBe('unknown');
    expect(timeOf(time({ state: 'stale' }), 'fresh').health).toBe('unknown');
    expect(syncHealth(sync({ engine: { name: 'connect', connect: 'neverRan', text: '', inferred: true } }))).toBe('warning');
  });

  it('says of a time that is not known whether the reading is old or Graph tells it no more', () => {
    expect(timeOf(time({ state: 'unknown' }), 'fresh')).toEqual({
      health: 'unknown',
      words: 'not known now: Graph tells no time any more',
    });
    expect(timeOf(time({ state: 'unknown' }), 'stale').words).toBe('not known now: the reading is too old');
  });

  it('is a warning where it is switched on and nothing comes, however long that has been so', () => {
    const leftBehind = (name: 'neither' | 'cloudSync') => ({ name, connect: 'leftBehind', text: '', inferred: true }) as const;
    const times = { state: 'read', value: { syncEnabled: true, passwordUse: 'notUsed' } } as const;
    expect(syncHealth(sync({ engine: leftBehind('neither'), times }))).toBe('warning');
    expect(syncHealth(sync({ engine: leftBehind('cloudSync'), times }))).toBe('healthy');
  });

  it('says where no time is shown what is known of the switch', () => {
    expect(switchWords(null, 'off')).toBe('It was never switched on in this tenant.');
    expect(switchWords(false, 'off')).toBe('It is switched off.');
    expect(switchWords(true, 'neverRan')).toBe('It is switched on and never ran.');
    expect(switchWords(true, 'leftBehind')).toBe('It is switched on.');
    for (const isOn of [true, null]) expect(switchWords(isOn, 'unknown')).toMatch(/^Whether it runs is not known/);
  });

  it('tells of password hashes only what is known', () => {
    expect(passwordsWords('notUsed')).toBe('Not sent by Entra Connect');
    expect(passwordsWords('unknown')).toMatch(/^Not known/);
  });

  it('counts jobs, domains and people, and says where a count is the least', () => {
    expect(cloudSyncWords({ users: { total: 4, on: 3, quarantined: 2 }, passwordHashes: { total: 1, on: 1, quarantined: 0 } })).toBe(
      '4 jobs of users (3 on, 2 in quarantine), 1 job of password hashes (1 on)',
    );
    const none = { total: 0, on: 0, quarantined: 0 };
    expect(cloudSyncWords({ users: none, passwordHashes: none })).toBe('no job of users, no job of password hashes');
    const domains = { total: 3, verified: 2, federated: 1, truncated: true, domains: [] };
    expect(domainsWords(domains)).toBe('At least 3 domains, 2 verified, 1 federated');
    expect(administratorsWords({ total: 9, synchronized: 2, groups: 1, truncated: false })).toBe(
      '2 of 9 people with a role come from on premises; who is in 1 group with a role is not counted.',
    );
    expect(administratorsWords({ total: 9, synchronized: 0, groups: 0, truncated: true })).toBe(
      'At least 0 of at least 9 people with a role come from on premises.',
    );
  });

  it('says how deletions are limited, or that it is not known', () => {
    expect(preventionWords({ type: 'enabledForCount', threshold: 500 })).toBe('A run with more than 500 to delete exports none of them.');
    expect(preventionWords({ type: 'enabledForPercentage', threshold: 10 })).toMatch(/more than 10 % of the objects/);
    expect(preventionWords({ type: 'disabled' })).toMatch(/not prevented/);
    expect(preventionWords({ type: 'enabledForCount' })).toMatch(/not known/);
  });
});
