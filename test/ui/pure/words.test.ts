import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HistoryEntry, JobAction } from '../../../client/client.d.ts';
import { actorNames as namesOnCards } from '../../../lib/domain/catalogue/actor-names.ts';
import { howItHeld } from '../../../ui/screens/incident/ending-words.ts';
import { refusalOfAll, wishesOf } from '../../../ui/screens/story/act/wishes.ts';
import { aroundStep } from '../../../ui/screens/story/explanation/around-step.ts';
import { innerCodeOf } from '../../../ui/screens/story/explanation/inner-code.ts';
import { saidPlainly } from '../../../ui/screens/story/said-plainly.ts';
import { eventText } from '../../../ui/screens/story/timeline/event-words.ts';
import { conditionName } from '../../../ui/words/conditions.ts';
import { durationText, roughDuration } from '../../../ui/words/durations.ts';
import { ageText, isStaleAt, oldestShown, staleTenantsText } from '../../../ui/words/freshness.ts';
import { jobsKnown } from '../../../ui/words/jobs-known.ts';
import { pageName } from '../../../ui/words/page-name.ts';
import { snoozedText } from '../../../ui/words/snoozed.ts';
import { timeLeft } from '../../../ui/words/time-left.ts';
import { timeText } from '../../../ui/words/times.ts';
import { actorNames } from '../../../ui/words/who-acts.ts';

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];

describe('the words of the page', () => {
  it.each([
    [{ observedAt: '2026-11-30T02:44:00.000Z', jobs: 6 }, 'its jobs are shown as last read, 30 Nov, 02:44 UTC'],
    [{ observedAt: '2026-11-30T02:44:00.000Z', jobs: 0 }, 'its jobs are shown as last read, 30 Nov, 02:44 UTC'],
    [{ jobs: 6 }, 'only some of its jobs were ever read'],
    [{ jobs: 0 }, 'nothing is known of its jobs'],
  ])('say of a tenant that cannot be read what is known of its jobs still: %j', (tenant, text) => {
    expect(jobsKnown(tenant, Date.parse('2026-11-30T03:00:00Z'), 'utc')).toBe(text);
  });

  it('say until when an incident is snoozed, and nothing once that is over', () => {
    const until = '2026-12-01T00:08:00.000Z';
    expect(snoozedText(until, Date.parse(until) - 1, 'utc')).toBe('snoozed until 1 Dec, 00:08 UTC');
    expect(snoozedText(until, Date.parse(until), 'utc')).toBeUndefined();
    expect(snoozedText(undefined, 0, 'utc')).toBeUndefined();
  });

  it('name who must act as the cards do', () => {
    expect(actorNames).toEqual(namesOnCards);
  });

  it.each([
    [-5 * second, '0 s'],
    [40 * second, '40 s'],
    [59.9 * minute, '59 min'],
    [10 * hour + 5 * minute, '10 h 5 min'],
    [24 * hour, '1 d'],
    [3 * day + 8 * hour, '3 d 8 h'],
  ])('tell %d ms as %s', (inMs, text) => {
    expect(durationText(inMs)).toBe(text);
  });

  it.each([
    [11.9 * day, '11 days'],
    [day, '1 day'],
    [23.5 * hour, '23 h'],
    [90 * second, '1 min'],
    [59 * second, 'less than a minute'],
  ])('tell %d ms in a headline as %s', (inMs, text) => {
    expect(roughDuration(inMs)).toBe(text);
  });

  it('tell how long is left in its largest unit, never as none, and once it is over when it was due', () => {
    const now = Date.parse('2026-11-30T03:00:00Z');
    expect(timeLeft(now + 5.9 * hour, now, 'utc')).toBe('5 h left');
    expect(timeLeft(now, now, 'utc')).toBe('was due 30 Nov, 03:00 UTC');
    expect(timeLeft(now - 40 * day, now, 'utc')).toBe('was due 21 Oct, 03:00 UTC');
    const units: Readonly<Record<string, number>> = { min: minute, h: hour, day, days: day };
    const most: Readonly<Record<string, number>> = { min: 60, h: 24, day: 2 };
    fc.assert(
      fc.property(fc.integer({ min: -60 * day, max: 60 * day }), (left) => {
        const text = timeLeft(now + left, now, 'utc');
        if (left <= 0) return expect(text).toBe(`was due ${timeText(now + left, now, 'utc')}`);
        if (left < minute) return expect(text).toBe('less than a minute left');
        const [, count, unit = ''] = /^(\d+) (\w+) left$/.exec(text) ?? [];
        const least = Number(count) * (units[unit] ?? Number.NaN);
        expect(least).toBeGreaterThan(0);
        expect(left - least).toBeGreaterThanOrEqual(0);
        expect(left - least).toBeLessThan(units[unit] ?? 0);
        expect(Number(count)).toBeLessThan(most[unit] ?? 61);
      }),
    );
  });

  it('tell a time as the cards do, with the year only where it is another', () => {
    const now = Date.parse('2026-11-30T06:00:00Z');
    expect(timeText('2026-11-26T12:44:59.999Z', now)).toBe('26 Nov, 12:44 UTC');
    expect(timeText('2027-01-02T03:04:00.000Z', now)).toBe('2 Jan 2027, 03:04 UTC');
    expect(timeText('2026-11-26T12:44:00.000Z', now, 'local')).toMatch(/^2[567] Nov, \d\d:\d\d UTC/);
  });

  it('call a reading stale from two intervals and a minute on, and never read what was not', () => {
    const now = 10_000_000;
    expect(isStaleAt(now - 660_000, now, 300)).toBe(false);
    expect(isStaleAt(now - 660_001, now, 300)).toBe(true);
    expect([ageText(now - 6_000, now, false), ageText(now - 31 * minute, now, true), ageText(undefined, now, false)]).toEqual([
      'Read 6 s ago',
      'Stale, last read 31 min ago',
      'Not read yet',
    ]);
  });

  it('tell of several answers the oldest fresh reading, and the oldest of all of an answer that has no fresh one', () => {
    const nothing = { observedAt: undefined, freshAt: undefined };
    expect(oldestShown([])).toBeUndefined();
    expect(oldestShown([nothing])).toBeUndefined();
    expect(oldestShown([{ observedAt: 1, freshAt: 70 }, { observedAt: 60, freshAt: 60 }, nothing])).toBe(60);
    expect(
      oldestShown([
        { observedAt: 1, freshAt: 70 },
        { observedAt: 2, freshAt: undefined },
      ]),
    ).toBe(2);
  });

  it('name the tenants apart that are not fresh, and none where all are', () => {
    const now = Date.parse('2026-11-30T06:31:00Z');
    const oldestStaleReading = '2026-11-30T06:00:00.000Z';
    expect(staleTenantsText({ stale: 1, oldestStaleReading }, now)).toBe('1 tenant last read 31 min ago');
    expect(staleTenantsText({ stale: 1_200, oldestStaleReading }, now)).toBe('1,200 tenants last read up to 31 min ago');
    expect(staleTenantsText({ stale: 0 }, now)).toBeUndefined();
  });

  it('call an incident by what it is of, and a kind unknown to this page by the name it came with', () => {
    expect(['nearQuarantine', 'consentMissing', 'somethingNew', 'toString'].map(conditionName)).toEqual([
      'close to quarantine',
      'consent missing',
      'somethingNew',
      'toString',
    ]);
  });

  it.each([
    ['https://learn.microsoft.com/entra/identity/reference-error-codes', 'reference-error-codes'],
    ['https://learn.microsoft.com/answers/questions/108257', 'questions/108257'],
    ['https://learn.microsoft.com/answers/questions/108257/why-guests-fail', 'why-guests-fail'],
    ['https://example.test/12/', 'example.test/12'],
    ['https://example.test/', 'example.test'],
  ])('name the page %s as %s', (source, name) => {
    expect(pageName(source)).toBe(name);
  });

  it.each([
    ['held', 'What was done last (clear quarantine) held.'],
    ['relapsed', 'What was done last (clear quarantine) did not hold.'],
    ['pending', 'Whether it stays so is not proven yet: what was done last (clear quarantine) waits for runs that show it.'],
    ['unknown', 'No run showed within a day whether what was done last (clear quarantine) held.'],
    [undefined, ''],
  ] as const)('tell of a closed incident whether what was done %s', (verification, words) => {
    const done = { operationId: 'o', action: 'clearQuarantine', ...(verification && { verification }) } as const;
    expect(howItHeld({ ...done, status: 'Succeeded' })).toBe(words);
    expect(howItHeld({ ...done, status: 'Failed' })).toBe('');
  });

  it.each([
    ['The account is no longer valid: AADSTS50055: The password is expired.', 'AzureActiveDirectoryInvalidCredential', 'AADSTS50055'],
    ['AADSTS50055: The password is expired.', 'AADSTS50055', undefined],
    ['AADSTS90099, then AADSTS50055', 'AADSTS50055', undefined],
    ['The password is expired.', 'AzureActiveDirectoryInvalidCredential', undefined],
    ['AADSTS700016: no such application', undefined, 'AADSTS700016'],
    [undefined, 'AADSTS50055', undefined],
  ])('name the number of the sign-in in “%s” beside the explanation of %s: %s', (message, explained, inner) => {
    expect(innerCodeOf(message, explained)).toBe(inner);
  });

  const now = Date.parse('2026-11-30T09:00:00Z');

  it('tell of an event no time otherwise than everywhere else', () => {
    const [before, after] = ['2026-11-29T06:35:00.000Z', '2025-11-30T08:13:09.5491234Z'];
    const name = 'quarantine.nextAttempt';
    const entry = { at: after, type: 'quarantineChanged', changes: [name], from: { [name]: before }, to: { [name]: after } } as const;
    expect(eventText(entry, now, 'utc')).toEqual({
      title: 'Quarantine changed',
      detail: ['nextAttempt ', '29 Nov, 06:35 UTC', ' → ', '30 Nov 2025, 08:13 UTC'],
    });
  });

  it('tell what changed in words, and only the values of Graph in its own', () => {
    const at = '2026-11-30T08:13:00.000Z';
    const told = (type: HistoryEntry['type'], from: Record<string, unknown>, to: Record<string, unknown>) => {
      const { title, detail } = eventText({ at, type, changes: [...new Set(Object.keys({ ...from, ...to }))], from, to }, now, 'utc');
      return `${title}: ${detail.map((said) => (typeof said === 'string' ? said : `<${said.code}>`)).join('')}`;
    };
    const before = {
      'status.code': 'Quarantine',
      'status.quarantine.seriesBegan': '2026-11-29T06:35:00.000Z',
      'status.quarantine.error.code': 'Broken`',
      'status.lastExecution.state': 'Failed',
      'status.countSuccessiveCompleteFailures': 1_700,
    };
    expect(
      told('stateChanged', before, {
        'status.code': 'Active',
        'status.lastExecution.state': 'Succeeded',
        'status.countSuccessiveCompleteFailures': 0,
      }),
    ).toBe(
      'Active again: <Quarantine> → <Active>, the quarantine of 29 Nov, 06:35 UTC is over, error of the quarantine <Broken`> → none, last run <Failed> → <Succeeded>, failed runs in a row 1,700 → 0',
    );
    expect(told('scheduleChanged', { 'schedule.interval': 2_400 }, { 'schedule.interval': 3_600 })).toBe(
      'Schedule changed: runs every 40 min → 1 h',
    );
    expect(
      told('escrowsChanged', { escrowBand: 'some', 'status.escrowsPruned': false }, { escrowBand: 'near', 'status.escrowsPruned': true }),
    ).toBe('Failing objects changed: failing objects some → 80 % of a limit, failing objects left out of the list no → yes');
    expect(told('appeared', {}, { 'status.code': 'NotRun' })).toBe('First seen: in state <NotRun>');
    expect(told('conditionChanged', {}, { 'condition.quarantine': 'open' })).toBe('Condition changed: incident “in quarantine” opened');
  });

  it('say once why nothing can be pressed, and only where that is the same for all', () => {
    const refused = (action: JobAction['action'], more: Partial<JobAction> = {}) =>
      ({ action, allowed: false, detail: 'This operation needs the role Operator.', ...more }) as JobAction;
    const said = (...actions: JobAction[]) => refusalOfAll(wishesOf(actions));
    expect(said(refused('pause'), refused('restart'), refused('restart'))).toBe('This operation needs the role Operator.');
    expect(said(refused('pause'), refused('restart', { detail: 'Another.' }))).toBeUndefined();
    expect(said(refused('pause'), refused('restart', { allowed: true }))).toBeUndefined();
    expect(said(refused('pause'), refused('start', { coolDownUntil: '2026-11-30T08:13:00.000Z' }))).toBeUndefined();
    expect(said(refused('pause'))).toBeUndefined();
  });

  it.each([
    ['Rotate the secret', 'Rotate the secret. Clear the quarantine then.'],
    ['Rotate the secret.', 'Rotate the secret. Clear the quarantine then.'],
    ['Rotate the secret!', 'It is the third time. Rotate the secret! Clear the quarantine then.'],
  ])('begin what follows a step with its first word: %s', (step, why) => {
    expect(aroundStep(why, [step])[1]).toBe('Clear the quarantine then.');
  });

  it('leave an advice whole that does not hold the step', () => {
    expect(aroundStep('Nothing to do.', ['Rotate the secret'])).toEqual(['Nothing to do.', '']);
    expect(aroundStep('Nothing to do.', [])).toEqual(['Nothing to do.', '']);
  });

  it('tell what the API says of an action with the words on its button, and of a time as everywhere else', () => {
    const now = Date.parse('2026-11-30T09:00:00Z');
    expect(saidPlainly('clearQuarantine was sent at 2026-11-30T08:13:09.549Z and the quarantine came back.', now, 'utc')).toBe(
      '“Clear quarantine” was sent at 30 Nov, 08:13 UTC and the quarantine came back.',
    );
    expect(saidPlainly('A start is permitted only while the job is Paused.', now, 'utc')).toBe(
      'A start is permitted only while the job is Paused.',
    );
  });
});
