import { describe, expect, it } from '@jest/globals';
import { adminCentre } from '../../../lib/admin-centre.ts';
import type { PrecedingChange } from '../../../lib/domain/incident/preceding-change.ts';
import { describeGroup } from '../../../lib/domain/notification/describe-group.ts';
import { describeIncident } from '../../../lib/domain/notification/describe-incident.ts';
import { describeDigest } from '../../../lib/domain/notification/describe-notice.ts';
import { durationText, sinceText } from '../../../lib/domain/notification/duration-text.ts';
import { dayInMs, hourInMs, minuteInMs } from '../../../lib/domain/time.ts';
import { sampleIncident, sampleJob } from '../../support/storage/state-samples.ts';

const now = Date.parse('2026-11-20T12:00:00.000Z');
const terms = { now, portalBaseUrl: 'https://sync.example.com', adminCentre };
const incident = sampleIncident('h'.repeat(22));
const job = sampleJob(1);
const quarantined = {
  ...job,
  snapshot: {
    ...job.snapshot,
    quarantine: {
      reason: 'TooManyDeletes',
      seriesCount: 3,
      seriesBegan: '2026-10-28T12:00:00.000Z',
      error: { code: 'X', message: 'The words of the service' },
    },
  },
};

describe('the words of a card', () => {
  it('tell of a quarantine what broke, since when, where, why, what to do and how long is left', () => {
    const message = describeIncident('opened', { incident, tenantName: 'Contoso', job: quarantined }, terms);
    expect(message).toMatchObject({
      kind: 'opened',
      tone: 'critical',
      word: 'QUARANTINE',
      subject: 'App 1',
      incidentIds: [incident.incidentId],
    });
    expect(Object.fromEntries(message.facts.map(({ label, value }) => [label, value]))).toEqual({
      Tenant: 'Contoso',
      Job: 'job-1',
      Since: '28 Oct 2026, 12:00 UTC (23 days ago)',
      'Last good run': 'none known',
      'Disabled on': '25 Nov 2026, 12:00 UTC — 5 days left',
    });
    expect(message.sections.map(({ heading }) => heading)).toEqual(['Why', 'Do next', 'In the words of the service']);
  });

  it.each([
    ['directorySyncStale', 'syncOff', 'Entra Connect is switched off for the tenant', 'switched off'],
    ['passwordSyncStale', 'syncOff', 'Password hashes are no longer to be synchronized', 'switched off'],
    ['directorySyncStale', 'syncReplaced', 'Entra Connect is taken for replaced by cloud sync', 'replaced'],
    ['agentDown', 'jobsOff', 'Every job of the domain is off', 'jobs off'],
    ['quarantine', 'jobRemoved', 'The tenant was removed', 'tenant removed'],
  ] as const)('call an end of %s as %s no recovery, and say why it is over', (condition, resolution, why, word) => {
    const over = { state: 'closed', resolvedAt: '2026-11-20T11:00:00.000Z', openedAt: '2026-11-20T09:00:00.000Z', resolution } as const;
    const subject = { incident: { ...incident, ...over, condition, scope: { kind: 'tenant' } as const }, tenantName: 'Contoso' };
    const message = describeIncident('resolved', subject, terms);
    expect(message).toMatchObject({ tone: 'info', word: 'CLOSED', title: `${why}; the incident is closed after 2 h` });
    expect(JSON.stringify(message)).not.toMatch(/no longer behind|RESOLVED/);
    expect(describeGroup({ subjects: [subject, subject] }, terms).items[0]?.detail).toMatch(new RegExp(`${word} after 2 h$`));
  });

  it('tell in one line what was changed last before it, as far as we saw it, when it begins and never again', () => {
    const change = { at: '2026-11-20T09:20:00.000Z', source: 'seenByUs', kind: 'provisioning' } as const;
    const begun = { ...incident, openedAt: '2026-11-20T10:00:00.000Z' };
    const lineOf = (kind: 'opened' | 'reminder', precededBy: Partial<PrecedingChange>) =>
      describeIncident(
        kind,
        { incident: begun, tenantName: 'Contoso', job, precededBy: { ...change, what: '', ...precededBy } },
        terms,
      ).sections.find(({ heading }) => heading === 'Changed before')?.text;
    expect(lineOf('opened', { what: 'restart', actor: { kind: 'user', id: 'home/alice' }, outcome: 'Succeeded' })).toBe(
      'home/alice restarted the job 40 min before, at 20 Nov 2026, 09:20 UTC. Seen by us; the audit log of the directory may tell more.',
    );
    expect(lineOf('opened', { what: 'schedule.interval 300 → 600' })).toMatch(/^schedule.interval 300 → 600 changed 40 min before/);
    expect(lineOf('reminder', { what: 'restart' })).toBeUndefined();
  });

  it('tell who ended a quarantine, and that the next runs have yet to prove it', () => {
    const operation = {
      operationId: 'o',
      action: 'clearQuarantine',
      actor: 'tenant/person',
      at: '2026-11-20T11:29:00.000Z',
      status: 'Succeeded',
      verification: 'pending',
    } as const;
    const closed = { ...incident, state: 'closed', resolvedAt: '2026-11-20T11:30:00.000Z', resolution: 'recovered', operation } as const;
    const { sections } = describeIncident('resolved', { incident: closed, tenantName: 'Contoso' }, terms);
    expect(sections.at(-1)).toEqual({
      heading: 'What ended it',
      text: 'tenant/person cleared the quarantine at 20 Nov 2026, 11:29 UTC. Whether it holds is being verified over the next runs.',
    });
  });

  it('claim no cure that the service did not confirm', () => {
    const operation = { operationId: 'o', action: 'restart', actor: 'a', at: incident.openedAt, status: 'Failed' } as const;
    const closed = { ...incident, state: 'closed', resolvedAt: '2026-11-20T11:30:00.000Z', resolution: 'recovered', operation } as const;
    const { sections } = describeIncident('resolved', { incident: closed, tenantName: 'Contoso' }, terms);
    expect(sections.map(({ heading }) => heading)).toEqual(['What it was']);
  });

  it('say after whose action a quarantine is back', () => {
    const operation = {
      operationId: 'o',
      action: 'clearQuarantine',
      actor: 'tenant/person',
      at: '2026-11-20T09:30:00.000Z',
      status: 'Succeeded',
      verification: 'relapsed',
    } as const;
    const again = { ...incident, openedAt: '2026-11-20T10:00:00.000Z', operation };
    const { sections } = describeIncident('opened', { incident: again, tenantName: 'Contoso', job: quarantined }, terms);
    expect(sections[0]).toEqual({
      heading: 'Back',
      text: 'Back 30 min after tenant/person cleared the quarantine at 20 Nov 2026, 09:30 UTC. The cause is still there.',
    });
  });

  it('say on a line of many since when a job is switched off, and not since when it was in quarantine', () => {
    const seenAt = '2026-11-19T06:00:00.000Z';
    const off = { ...job, snapshot: { ...job.snapshot, schedule: { state: 'Disabled' } as const }, marks: { disabledFrom: { seenAt } } };
    const subject = { incident: { ...incident, condition: 'disabled' } as const, tenantName: 'Contoso', job: off };
    const [line] = describeGroup({ subjects: [subject, { ...subject, incident }] }, terms).items;
    expect(line?.detail).toMatch(/ · since 19 Nov 2026, 06:00 UTC$/);
  });

  it('count down in a reminder', () => {
    const { title } = describeIncident('reminder', { incident, tenantName: 'Contoso', job: quarantined }, terms);
    expect(title).toBe('Still open after 23 days; the job will be disabled in 5 days');
  });

  it('say how long it took when it is over, and tell a removal from a recovery', () => {
    const closed = { ...incident, state: 'closed', resolvedAt: '2026-11-20T11:30:00.000Z', resolution: 'recovered' } as const;
    expect(describeIncident('resolved', { incident: closed, tenantName: 'Contoso' }, terms)).toMatchObject({
      tone: 'good',
      word: 'RESOLVED',
      title: 'The job has left quarantine after 1 h 30 min',
    });
    const removed = { ...closed, resolution: 'jobRemoved' } as const;
    expect(describeIncident('resolved', { incident: removed, tenantName: 'Contoso' }, terms)).toMatchObject({
      tone: 'info',
      word: 'CLOSED',
    });
  });

  it('say once that something flaps', () => {
    const message = describeIncident(
      'updated',
      { incident: { ...incident, flappingSince: incident.openedAt }, tenantName: 'Contoso' },
      terms,
    );
    expect([message.word, message.sections[0]?.heading]).toEqual(['FLAPPING', 'Flapping']);
    const disabled = { ...incident, condition: 'disabled', flappingSince: incident.openedAt } as const;
    expect([message.title, describeIncident('updated', { incident: disabled, tenantName: 'Contoso' }, terms).title]).toEqual([
      'Comes and goes: a provisioning job is in quarantine',
      'Comes and goes: Microsoft has switched a provisioning job off',
    ]);
  });

  it('never call a fleet with open incidents or unreadable tenants well', () => {
    const row = { v: 1, tenantId: 't', counts: { jobs: 2, byState: {}, byHealth: { healthy: 2 }, incidents: {} } } as const;
    expect(describeDigest([row], terms).tone).toBe('info');
    expect(describeDigest([row, { v: 1, tenantId: 'u', unreadableReason: 'timeout' }], terms).tone).toBe('warning');
    expect(describeDigest([{ ...row, counts: { ...row.counts, incidents: { critical: 1 } } }], terms).tone).toBe('warning');
  });

  it('give durations in two units', () => {
    expect([30_000, 59 * minuteInMs, 90 * minuteInMs, 26 * hourInMs, 3 * dayInMs].map(durationText)).toEqual([
      'less than a minute',
      '59 min',
      '1 h 30 min',
      '1 day 2 h',
      '3 days',
    ]);
    expect([sinceText(undefined, now), sinceText('nonsense', now)]).toEqual(['', '']);
  });
});
