import { describe, expect, it } from '@jest/globals';
import { createRandom, type Random } from '../../../dev/graph/model/random.ts';
import type { CurrentIncident } from '../../../lib/domain/incident/incident.ts';
import { wordOf } from '../../../lib/domain/job/agents/job-word.ts';
import { isSilent } from '../../../lib/domain/job/health/silence.ts';
import type { JobSnapshot } from '../../../lib/domain/job/synchronization-job.ts';
import { decideDomain } from '../../../lib/domain/tenant/decide/decide-domain.ts';
import type { DomainRecord } from '../../../lib/domain/tenant/decide/domain-record.ts';
import { dayInMs, hourInMs, isoOf, minuteInMs } from '../../../lib/domain/time.ts';
import { execution, record, snapshot } from '../fixtures.ts';

const weeks = process.env.SOAK === '1' ? 200 : 8;
const begins = Date.parse('2026-03-09T00:00:00.000Z');
const pollInMs = 5 * minuteInMs;
const intervals = [2 * minuteInMs, 20 * minuteInMs, 40 * minuteInMs];

/** What goes wrong with one job, or with all of them, from when to when. */
interface Trouble {
  jobs: readonly number[];
  from: number;
  to: number;
  kind: 'silent' | 'unread' | 'off' | string;
}

const ownReasons = [
  'silent',
  'unread',
  'off',
  'TimeOut',
  'HybridIdentityServiceAgentTimeout',
  'HybridSynchronizationActiveDirectoryInvalidCredentials',
  'AzureActiveDirectoryForbidden',
  'NobodyKnowsThis',
];

/** One job after the other fails for reasons of its own: never two at once. */
function troublesOf(random: Random): Trouble[] {
  const troubles: Trouble[] = [];
  for (let at = begins + random() * 6 * hourInMs; at < begins + 7 * dayInMs; ) {
    const to = at + 10 * minuteInMs + random() ** 3 * dayInMs;
    const kind = ownReasons[Math.floor(random() * ownReasons.length)] ?? 'silent';
    troubles.push({ jobs: [Math.floor(random() * intervals.length)], from: at, to, kind });
    at = to + hourInMs + random() * 6 * hourInMs;
  }
  return troubles;
}

/** The job as Graph shows it at a time: the last run before it, and what came of it. */
function jobAt(index: number, now: number, troubles: readonly Trouble[]): { shown: JobSnapshot; isUnread: boolean } {
  const interval = intervals[index] ?? hourInMs;
  const troubleAt = (at: number) => troubles.find(({ jobs, from, to }) => jobs.includes(index) && at >= from && at < to);
  const lastRun = (before: number, isGood: (at: number) => boolean) => {
    let at = Math.floor(before / interval) * interval;
    while (at > begins - dayInMs && !isGood(at)) at -= interval;
    return at;
  };
  const runs = (at: number) => !['silent', 'off'].includes(troubleAt(at)?.kind ?? '');
  const fails = (at: number) => !['silent', 'off', 'unread', ''].includes(troubleAt(at)?.kind ?? '');
  const ranAt = lastRun(now, runs);
  const wellAt = lastRun(now, (at) => runs(at) && !fails(at));
  const times = (at: number) => ({ activityIdentifier: `run-${at}`, timeBegan: isoOf(at - 30_000), timeEnded: isoOf(at) });
  const well = execution(times(wellAt));
  const code = troubleAt(ranAt)?.kind ?? '';
  const lastExecution = fails(ranAt) ? execution({ ...times(ranAt), state: 'Failed', error: { code } }) : well;
  const isOff = troubleAt(now)?.kind === 'off';
  const shown = snapshot({
    ...{ jobId: `AD2AAD${index}`, templateId: 'AD2AADProvisioning', lastExecution, lastSuccessfulExecution: well },
    ...(isOff && { state: 'Paused' as const }),
    schedule: { state: isOff ? 'Paused' : 'Active', intervalInSeconds: interval / 1_000 },
    countSuccessiveCompleteFailures: Math.round((ranAt - wellAt) / interval),
  });
  return { shown, isUnread: troubleAt(now)?.kind === 'unread' };
}

/** When the agents of the domain were called down in a week of such jobs. */
function alarmsOf(
  troubles: readonly Trouble[],
  othersRun: (now: number) => boolean = () => true,
): { openedAt: number; closedAt?: number }[] {
  const alarms: { openedAt: number; closedAt?: number }[] = [];
  const incidents = new Map<string, { value: CurrentIncident; etag: string }>();
  let stored: { value: DomainRecord; etag: string } | undefined;
  for (let now = begins; now < begins + 7 * dayInMs; now += pollInMs) {
    const words = intervals.map((_, index) => {
      const { shown, isUnread } = jobAt(index, now, troubles);
      const reasons = isSilent({ snapshot: shown }, now) ? (['silent'] as const) : [];
      const job = record({ snapshot: shown, jobId: shown.jobId, displayName: 'corp.example', reasons: [...reasons] });
      return wordOf(isUnread ? { ...job, readFailingSince: isoOf(now) } : job);
    });
    const sight = {
      tenantId: 't',
      domain: { name: 'corp.example', source: 'settings' },
      words,
      othersRun: othersRun(now),
      reading: undefined,
    } as const;
    const terms = { channelConfigured: true, reminderInMs: dayInMs, now, incidentHash: () => 'hash' };
    const decided = decideDomain({ targets: new Map(), troubled: new Set(), operations: new Map(), incidents }, stored, sight, terms);
    if (decided.record !== undefined) stored = { value: decided.record, etag: 'domain' };
    const { after } = decided.incident;
    if (after === undefined) continue;
    const wasOpen = incidents.get('hash')?.value.state === 'open';
    if (after.state === 'open' && !wasOpen) alarms.push({ openedAt: now });
    if (after.state !== 'open' && wasOpen) Object.assign(alarms.at(-1) ?? {}, { closedAt: now });
    incidents.set('hash', { value: after, etag: 'incident' });
  }
  return alarms;
}

describe('a week of a domain with three jobs', () => {
  it(`raises no alarm over its agents while single jobs fail for reasons of their own (${weeks} weeks)`, () => {
    let troubles = 0;
    let wrong = 0;
    for (let seed = 1; seed <= weeks; seed += 1) {
      const own = troublesOf(createRandom(seed));
      troubles += own.length;
      wrong += alarmsOf(own).length;
    }
    process.stdout.write(`\n${weeks} weeks, ${troubles} troubles of single jobs: ${wrong} alarms over agents\n`);
    expect(wrong).toBe(0);
    expect(troubles).toBeGreaterThan(weeks * 5);
  });

  it.each([
    ['it runs every 20 minutes', [1]],
    ['it runs every two minutes', [0]],
    ['it runs every 40 minutes', [2]],
  ])('raises none where one job calls for agents for days while the others run well through them: %s', (_, jobs) => {
    for (let offset = 0; offset < 5; offset += 1) {
      const from = begins + dayInMs + offset * minuteInMs;
      expect(alarmsOf([{ jobs, from, to: from + 3 * dayInMs, kind: 'HybridIdentityServiceNoActiveAgents' }])).toEqual([]);
    }
  });

  it('raises none where two jobs call for agents while the one that runs every two minutes runs well', () => {
    const [from, to] = [begins + dayInMs, begins + 4 * dayInMs];
    expect(alarmsOf([{ jobs: [1, 2], from, to, kind: 'HybridIdentityServiceNoActiveAgents' }])).toEqual([]);
  });

  it('raises none when everything of the tenant stands still: that is no agent', () => {
    const [from, to] = [begins + dayInMs, begins + dayInMs + 3 * hourInMs];
    expect(alarmsOf([{ jobs: [0, 1, 2], from, to, kind: 'silent' }], (now) => now < from || now >= to)).toEqual([]);
  });

  it('raises none for a host that was just restarting', () => {
    const from = begins + dayInMs + minuteInMs;
    expect(alarmsOf([{ jobs: [0, 1, 2], from, to: from + 3 * minuteInMs, kind: 'HybridIdentityServiceNoActiveAgents' }])).toEqual([]);
  });

  it.each(['HybridIdentityServiceNoActiveAgents', 'TimeOut', 'silent'])(
    'raises one when all of its jobs tell of it (%s), within two of their longest intervals, and ends it once one runs again',
    (kind) => {
      const [from, to] = [begins + 2 * dayInMs, begins + 3 * dayInMs];
      const alarms = alarmsOf([{ jobs: [0, 1, 2], from, to, kind }]);
      expect(alarms).toHaveLength(1);
      const [{ openedAt, closedAt = 0 } = { openedAt: 0 }] = alarms;
      expect(openedAt - from).toBeGreaterThan(0);
      expect(openedAt - from).toBeLessThanOrEqual(kind === 'silent' ? 3 * hourInMs : 80 * minuteInMs);
      expect(closedAt - to).toBeGreaterThan(0);
      expect(closedAt - to).toBeLessThanOrEqual(4 * pollInMs);
    },
  );
});
