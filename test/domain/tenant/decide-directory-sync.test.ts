import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { DirectorySyncFacts, OrganizationSync } from '../../../lib/domain/directory/directory-sync-facts.ts';
import { noteSeen } from '../../../lib/domain/directory/note-seen.ts';
import type { CurrentIncident } from '../../../lib/domain/incident/incident.ts';
import { decideDirectorySync } from '../../../lib/domain/tenant/decide/decide-directory-sync.ts';
import type { Known } from '../../../lib/domain/tenant/decide/known-tenant.ts';
import type { HourlyReading } from '../../../lib/domain/tenant/pass/hourly-reading.ts';

const [minute, hour] = [60_000, 3_600_000];
const day = 24 * hour;
const start = Date.parse('2026-03-02T08:00:00Z');
const iso = (at: number) => new Date(at).toISOString();

interface Answer {
  switched: boolean | null;
  /** Ages of the times; undefined where Graph leaves one out. */
  objectsInMs: number | undefined;
  passwordsInMs: number | undefined;
  passwordsUntold: boolean;
  cloudSyncOn: boolean;
  /** Whether the settings, where they may be read, say that password hashes are sent. */
  sends: boolean | undefined;
}

const age = fc.option(fc.oneof(fc.integer({ min: 0, max: 4 * hour }), fc.integer({ min: 0, max: 20 * day })), { nil: undefined });
const answers = fc.array(
  fc.record<Answer>({
    switched: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, fc.constantFrom(null, false)),
    objectsInMs: age,
    passwordsInMs: age,
    passwordsUntold: fc.boolean(),
    cloudSyncOn: fc.boolean(),
    sends: fc.constantFrom(undefined, undefined, true, false),
  }),
  { minLength: 1, maxLength: 12 },
);

/** What was closed by each answer, told to one tenant hour by hour. */
function closings(given: readonly Answer[]): { answer: Answer; closed: string[]; how: string[] }[] {
  const incidents = new Map<string, Known<CurrentIncident>>();
  let facts: DirectorySyncFacts = {};
  return given.map((answer, turn) => {
    const now = start + turn * hour;
    const { switched, objectsInMs, passwordsInMs, passwordsUntold, cloudSyncOn, sends } = answer;
    const value: OrganizationSync = {
      syncEnabled: switched,
      ...(objectsInMs !== undefined && { lastSyncAt: iso(now - objectsInMs) }),
      ...(passwordsInMs !== undefined && { lastPasswordSyncAt: iso(now - passwordsInMs) }),
      ...(passwordsInMs === undefined && passwordsUntold && { passwordsUntold: true }),
    };
    const { settings: _, ...before } = facts;
    facts = noteSeen({
      ...before,
      organization: { askedAt: iso(now), readAt: iso(now), value },
      cloudSync: { total: 1, on: cloudSyncOn ? 1 : 0, quarantined: 0 },
      ...(sends !== undefined && {
        settings: { askedAt: iso(now), readAt: iso(now), value: { features: { passwordSyncEnabled: sends } } },
      }),
    });
    const reading: HourlyReading<'directorySync'> = {
      ...{ v: 1, tenantId: 't', name: 'directorySync', askedAt: iso(now), requests: 1, value: facts, readAt: iso(now) },
    };
    const terms = { channelConfigured: false, reminderInMs: day, incidentHash: (_scope: unknown, condition: string) => condition, now };
    const closed = decideDirectorySync({ incidents }, { v: 1, tenantId: 't' }, reading, terms).flatMap(({ writes, after }) => {
      const past = writes.flatMap((write) => (write.type === 'pastIncident' ? [write.value] : []));
      const incident = writes.find((write) => write.type === 'incident');
      if (after !== undefined && incident?.type === 'incident') incidents.set(incident.value.hash, { value: after });
      return past;
    });
    return { answer, closed: closed.map(({ condition }) => condition), how: closed.map(({ resolution }) => resolution) };
  });
}

describe('an incident of the directory synchronization', () => {
  it('ends only by what Graph says: a time that is new, a plain no, or an Entra Connect that cloud sync has replaced', () => {
    void fc.assert(
      fc.property(answers, (given) => {
        for (const { answer, closed } of closings(given)) {
          const { switched, objectsInMs = Number.NaN, passwordsInMs = Number.NaN, sends } = answer;
          const isReplaced = switched === true && objectsInMs > 7 * day;
          if (closed.includes('directorySyncStale')) {
            expect(switched === false || isReplaced || (switched === true && objectsInMs <= 3 * hour)).toBe(true);
          }
          if (closed.includes('passwordSyncStale')) {
            const isTold = switched === true && (sends === false || passwordsInMs <= 2 * hour);
            expect(switched === false || isReplaced || isTold).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is called recovered only by a time that is new', () => {
    void fc.assert(
      fc.property(answers, (given) => {
        for (const { answer, closed, how } of closings(given))
          for (const [index, condition] of closed.entries()) {
            const { switched, objectsInMs = Number.NaN, passwordsInMs = Number.NaN } = answer;
            const isNew = condition === 'directorySyncStale' ? objectsInMs <= 3 * hour : passwordsInMs <= 2 * hour;
            if (how[index] === 'recovered') expect(switched === true && isNew).toBe(true);
            if (switched === false) expect(how[index]).toBe('syncOff');
          }
      }),
      { numRuns: 300 },
    );
  });

  const well: Answer = {
    switched: true,
    objectsInMs: minute,
    passwordsInMs: minute,
    passwordsUntold: false,
    cloudSyncOn: false,
    sends: true,
  };
  const silent = { ...well, objectsInMs: 30 * hour, passwordsInMs: 30 * hour };
  const mute = { ...well, objectsInMs: undefined, passwordsInMs: undefined };

  it('is closed as switched off, or replaced, where nothing is to come any more', () => {
    const last = (...given: Answer[]) => closings(given).at(-1)?.how;
    expect(last(well, silent, well)).toEqual(['recovered', 'recovered']);
    expect(last(well, silent, { ...silent, switched: false })).toEqual(['syncOff', 'syncOff']);
    expect(last(well, silent, { ...mute, switched: false })).toEqual(['syncOff', 'syncOff']);
    expect(last(well, { ...well, passwordsInMs: 30 * hour }, { ...well, passwordsInMs: 31 * hour, sends: false })).toEqual(['syncOff']);
    const longSilent = { ...silent, objectsInMs: 8 * day, passwordsInMs: 8 * day };
    expect(last(longSilent, { ...longSilent, cloudSyncOn: true })).toEqual(['syncReplaced', 'syncReplaced']);
  });

  it('is closed in such histories at all', () => {
    expect(closings([well, silent, mute, well]).map(({ closed }) => closed)).toEqual([
      [],
      [],
      [],
      ['directorySyncStale', 'passwordSyncStale'],
    ]);
    expect(closings([silent, mute, { ...mute, switched: false }]).at(-1)?.closed).toHaveLength(2);
  });
});
