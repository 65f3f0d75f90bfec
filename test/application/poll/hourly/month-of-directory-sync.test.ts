import { describe, expect, it } from '@jest/globals';
import { createDirectorySyncHourly } from '../../../../lib/application/poll/hourly/read-directory-sync.ts';
import type { DirectorySyncReader } from '../../../../lib/application/ports/directory-sync.ts';
import { rememberIncident, rememberState, type TenantMemory } from '../../../../lib/application/tenant/held/tenant-memory.ts';
import { incidentHash } from '../../../../lib/application/tenant/identifiers.ts';
import type { DirectorySyncFacts } from '../../../../lib/domain/directory/directory-sync-facts.ts';
import { judgeDirectorySync } from '../../../../lib/domain/directory/judge-directory-sync.ts';
import { UpstreamError } from '../../../../lib/domain/errors.ts';
import type { HourlyReading } from '../../../../lib/domain/tenant/pass/hourly-reading.ts';
import { sampleJob } from '../../../support/storage/state-samples.ts';

const [minute, hour] = [60_000, 3_600_000];
const day = 24 * hour;
const start = Date.parse('2026-03-02T08:00:00Z');
const iso = (at: number) => new Date(at).toISOString();
/** An hour and a tick of five minutes: the longest between two turns of one reader. */
const between = hour + 10 * minute;

interface Connect {
  enabled: boolean | null;
  /** Last object and last password times at a moment; undefined: never. */
  objectsAt(now: number): number | undefined;
  passwordsAt(now: number): number | undefined;
}

interface Life {
  connect: Connect;
  /** How many jobs of cloud sync bring users. */
  cloudSyncJobs?: number;
  /** Whether those are paused at a moment. */
  restsAt?(now: number): boolean;
  /** Whether Graph leaves the times of Connect out at a moment. */
  leavesOut?(now: number): boolean;
  /** Whether Graph fails to answer at a moment. */
  failsAt?(now: number): boolean;
}

interface Event {
  at: number;
  what: string;
}

const inCycles = (cycle: number, stops: readonly [from: number, to: number][]) => (now: number) => {
  const stop = stops.find(([from, to]) => now >= from && now < to);
  return Math.floor((stop?.[0] ?? now) / cycle) * cycle;
};

const running = (...stops: [number, number][]): Connect => ({
  enabled: true,
  objectsAt: inCycles(30 * minute, stops),
  passwordsAt: inCycles(2 * minute, stops),
});
const never: Connect = { enabled: null, objectsAt: () => undefined, passwordsAt: () => undefined };
const retired: Connect = { enabled: true, objectsAt: () => start - 60 * day, passwordsAt: () => start - 60 * day };

function graphOf({ connect, failsAt, leavesOut }: Life, clock: { at: number }): DirectorySyncReader {
  const fail = (): never => {
    throw new UpstreamError({ service: 'graph', operation: 'readOrganization', reason: 'unavailable', status: 503 });
  };
  const refuse = async (): Promise<never> => {
    throw new UpstreamError({ service: 'graph', operation: 'refused', reason: 'consentMissing', status: 403 });
  };
  return {
    readOrganization: async () => {
      if (failsAt?.(clock.at)) fail();
      const isTold = leavesOut?.(clock.at) !== true;
      const [objects, passwords] = isTold ? [connect.objectsAt(clock.at), connect.passwordsAt(clock.at)] : [];
      return {
        syncEnabled: connect.enabled,
        ...(objects !== undefined && { lastSyncAt: iso(objects) }),
        ...(passwords !== undefined && { lastPasswordSyncAt: iso(passwords) }),
      };
    },
    readLastPasswordSync: async () => ({ passwordsUntold: true }),
    readSettings: refuse,
    readDomains: refuse,
    readRoleHolders: refuse,
  };
}

function jobsOf({ cloudSyncJobs = 0, restsAt }: Life, now: number): TenantMemory['jobs'] {
  const state = restsAt?.(now) ? ('Paused' as const) : ('Active' as const);
  const jobs = Array.from({ length: cloudSyncJobs }, (_, index) => {
    const job = sampleJob(index);
    const jobId = `AD2AADProvisioning.${index}`;
    const value = { ...job, jobId, snapshot: { ...job.snapshot, jobId, templateId: 'AD2AADProvisioning', state } };
    return { servicePrincipalId: job.servicePrincipalId, jobId, value, etag: 'e' };
  });
  return rememberState({ ...nothing, jobs }).jobs;
}

const nothing = { targets: [], jobs: [], incidents: [], operations: [], hourly: [], domains: [] };

/** Lives a month hour by hour, and answers what was opened, changed and closed, with the facts as they stood every hour. */
async function live(life: Life): Promise<{ events: Event[]; facts: DirectorySyncFacts[]; requests: number }> {
  const clock = { at: start };
  const reader = createDirectorySyncHourly(graphOf(life, clock), { isPerson: false });
  const memory = rememberState(nothing);
  const events: Event[] = [];
  const facts: DirectorySyncFacts[] = [];
  let most = 0;
  for (let turn = 0; turn < (30 * day) / between; turn += 1) {
    clock.at = start + turn * between;
    memory.jobs = jobsOf(life, clock.at);
    const before = facts.at(-1);
    let used = 0;
    const ask = async <Answer>(request: () => Promise<Answer>) => {
      used += 1;
      return await request();
    };
    const value = await reader.read(
      { tenantId: 't', now: clock.at, memory, left: () => reader.mostRequests - used, ask, put: () => undefined },
      before,
    );
    most = Math.max(most, used);
    facts.push(value);
    const reading: HourlyReading<'directorySync'> = {
      ...{ v: 1, tenantId: 't', name: 'directorySync', askedAt: iso(clock.at), requests: used, value, readAt: iso(clock.at) },
    };
    const terms = { channelConfigured: true, reminderInMs: 24 * hour, incidentHash, now: clock.at };
    for (const { writes, after } of reader.decide?.(memory, { v: 1, tenantId: 't' }, reading, terms) ?? []) {
      for (const write of writes) {
        if (write.type !== 'outbox') continue;
        const { condition } = write.value;
        const severity = after?.state === 'open' ? ` ${after.severity}` : '';
        if (write.value.kind !== 'reminder') events.push({ at: clock.at, what: `${condition} ${write.value.kind}${severity}` });
      }
      // The sender takes the cards as they come.
      if (after?.state === 'open') {
        const { unsent: _, ...told } = after;
        rememberIncident(memory, { value: { ...told, announced: { opened: iso(clock.at) } } });
      } else if (after !== undefined) rememberIncident(memory, { value: after });
    }
  }
  return { events, facts, requests: most };
}

const engines = (facts: DirectorySyncFacts[]) => [...new Set(facts.map((each) => judgeDirectorySync(each).engine))];

describe('a month of directory synchronization, hour by hour', () => {
  const stop = start + 12 * day + 7 * minute;
  const back = stop + 3 * day;

  it('opens each incident once where Connect stops, tells that a day is over, and closes both when it is back', async () => {
    const { events, facts } = await live({ connect: running([stop, back]) });
    expect(engines(facts)).toEqual(['connect']);
    expect(events.map(({ what }) => what)).toEqual([
      'passwordSyncStale opened warning',
      'directorySyncStale opened warning',
      ...['directorySyncStale updated critical', 'passwordSyncStale updated critical'],
      ...['directorySyncStale resolved', 'passwordSyncStale resolved'],
    ]);
    const due = [stop + 2 * hour, stop + 3 * hour, stop + day, stop + day, back, back];
    const lag = events.map(({ at }, index) => at - (due[index] ?? 0));
    for (const each of lag) {
      expect(each).toBeGreaterThanOrEqual(-30 * minute);
      expect(each).toBeLessThanOrEqual(between + 1);
    }
  });

  it.each([
    [
      'Connect alone, with a Graph that fails every fifth time',
      { connect: running(), failsAt: (now: number) => Math.floor(now / between) % 5 === 0 },
      ['connect'],
    ],
    ['cloud sync alone, where Connect never was', { connect: never, cloudSyncJobs: 2 }, ['cloudSync']],
    ['cloud sync alone, where Connect was retired long ago', { connect: retired, cloudSyncJobs: 2 }, ['cloudSync']],
    [
      'cloud sync alone, where Connect was retired long ago, and whose jobs rest for four days',
      { connect: retired, cloudSyncJobs: 2, restsAt: (now: number) => now >= stop && now < back + day },
      ['cloudSync', 'neither'],
    ],
    [
      'Connect that runs, and whose times Graph leaves out for three days',
      { connect: running(), leavesOut: (now: number) => now >= stop && now < back },
      ['connect'],
    ],
    ['both, on the way from one to the other', { connect: running(), cloudSyncJobs: 3 }, ['both']],
    ['neither', { connect: never }, ['neither']],
    ['a tenant that switched synchronization off', { connect: { ...retired, enabled: false } }, ['neither']],
    ['Connect that never ran', { connect: { ...never, enabled: true } }, ['neither']],
    ['Connect without password hashes', { connect: { ...running(), passwordsAt: () => undefined } }, ['connect']],
    [
      'Connect that gave password hashes up before it was watched',
      { connect: { ...running(), passwordsAt: () => start - 90 * day } },
      ['connect'],
    ],
    [
      'short pauses below three hours',
      { connect: { ...running([stop, stop + 2.4 * hour]), passwordsAt: inCycles(2 * minute, []) } },
      ['connect'],
    ],
  ] as const)('raises no alarm for %s', async (_, life, expected) => {
    const { events, facts, requests } = await live(life as unknown as Life);
    expect(events).toEqual([]);
    expect(engines(facts).filter((engine) => engine !== 'unknown')).toEqual(expected);
    expect(requests).toBeLessThanOrEqual(3);
  });

  it('goes on with an incident while Graph does not answer, and closes it only on what was read', async () => {
    const silent = (now: number) => now > stop + 10 * hour && now < back + 20 * hour;
    const { events } = await live({ connect: running([stop, back]), failsAt: silent });
    const resolved = events.filter(({ what }) => what.endsWith('resolved'));
    expect(resolved).toHaveLength(2);
    for (const { at } of resolved) expect(at).toBeGreaterThanOrEqual(back + 20 * hour);
    expect(events.filter(({ what }) => what.includes('critical'))).toEqual([]);
  });

  it('goes on with an incident while Graph leaves the times out, and closes it only by a time that is told', async () => {
    const leavesOut = (now: number) => now > stop + 10 * hour && now < back + 20 * hour;
    const { events } = await live({ connect: running([stop, back]), leavesOut });
    const resolved = events.filter(({ what }) => what.endsWith('resolved'));
    expect(resolved).toHaveLength(2);
    for (const { at } of resolved) expect(at).toBeGreaterThanOrEqual(back + 20 * hour);
    expect(events.filter(({ what }) => what.includes('critical'))).toEqual([]);
  });

  it('alarms where Connect stops in the middle of a migration, because some objects may still be with it', async () => {
    const { events, facts } = await live({ connect: running([stop, start + 40 * day]), cloudSyncJobs: 2 });
    expect(events.map(({ what }) => what)).toContain('directorySyncStale opened warning');
    expect(events.map(({ what }) => what)).not.toContain('directorySyncStale resolved');
    expect(judgeDirectorySync(facts.at(-1) ?? {})).toMatchObject({ engine: 'both', connect: 'stopped', migration: 'connectStopped' });
  });

  it('ends the incident when the tenant switches synchronization off', async () => {
    const off = back + day;
    const stopped = running([stop, start + 40 * day]);
    const life: Life = {
      connect: {
        ...stopped,
        get enabled() {
          return nowOf(life) < off;
        },
      },
    };
    let latest = start;
    const nowOf = (_: Life) => latest;
    life.failsAt = (now) => {
      latest = now;
      return false;
    };
    const { events } = await live(life);
    expect(events.filter(({ what }) => what.endsWith('resolved')).map(({ what }) => what)).toEqual([
      'directorySyncStale resolved',
      'passwordSyncStale resolved',
    ]);
  });
});
