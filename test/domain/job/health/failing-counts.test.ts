import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countFailing } from '../../../../lib/domain/job/failing/count-failing.ts';
import type { LogRow } from '../../../../lib/domain/job/failing/log-row.ts';
import { sayFailing } from '../../../../lib/domain/job/failing/say-failing.ts';
import {
  addFailingCount,
  type FailingCount,
  type FailingCounts,
  failingCountsOf,
  keepFailingCounts,
  latestFailingCount,
} from '../../../../lib/domain/job/health/failing-counts.ts';
import { hourInMs, isoOf, minuteInMs } from '../../../../lib/domain/time.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');
const count = (hours: number, more: Partial<FailingCount> = {}): FailingCount => ({
  ...{
    at: isoOf(now + hours * hourInMs),
    objects: 12,
    rows: 20,
    causes: 1,
    top: [{ code: 'EntryExportFailed', step: 'export', objects: 12 }],
  },
  ...more,
});
const causes = fc.array(fc.record({ code: fc.constantFrom('A', 'B', 'C', 'D', 'E'), objects: fc.integer({ min: 1, max: 99 }) }), {
  maxLength: 5,
});

describe('the counts of what fails in a job', () => {
  it('come back as they were put in, the top three causes of each, whatever order they had', () => {
    fc.assert(
      fc.property(fc.array(causes, { maxLength: 60 }), (given) => {
        const counts = given.map((top, hours) => count(hours, { causes: top.length, top }));
        const stored = counts.reduce<FailingCounts | undefined>(addFailingCount, undefined);
        const kept = counts.slice(-48).map((each) => ({ ...each, top: each.top.slice(0, 3) }));
        expect(failingCountsOf(JSON.parse(JSON.stringify(stored ?? { causes: [], samples: [] })))).toEqual(kept);
        expect(stored?.causes.length ?? 0).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('are one an hour: the later of two in an hour stands', () => {
    const twice = [count(0), { ...count(0, { objects: 7 }), at: isoOf(now + 40 * minuteInMs) }];
    expect(failingCountsOf(twice.reduce<FailingCounts | undefined>(addFailingCount, undefined)).map(({ objects }) => objects)).toEqual([7]);
  });

  it('are kept for two days, and are gone after them', () => {
    const stored = addFailingCount(addFailingCount(undefined, count(-47)), count(-1));
    expect(keepFailingCounts(stored, now)).toBe(stored);
    expect(failingCountsOf(keepFailingCounts(stored, now + hourInMs))).toEqual([count(-1)]);
    expect(keepFailingCounts(stored, now + 48 * hourInMs)).toBeUndefined();
  });

  it('say nothing of now after three hours, and nothing where the log shows nothing', () => {
    expect(latestFailingCount(addFailingCount(undefined, count(-3)), now)).toEqual(count(-3));
    expect(latestFailingCount(addFailingCount(undefined, count(-4)), now)).toBeUndefined();
    expect(latestFailingCount(addFailingCount(undefined, count(0, { objects: 0, causes: 0, top: [] })), now)).toBeUndefined();
    expect(latestFailingCount(undefined, now)).toBeUndefined();
  });

  it.each([
    [[-4, -3], true, 'is counted hourly'],
    [[-5, -4], false, 'was counted hourly, and is no longer'],
    [[-10, -6], true, 'is one of many, of which each has its turn every four hours'],
    [[-11, -7], false, 'is one of many, and whose next turn is long overdue'],
    [[-14, -8], true, 'has its turn every six hours'],
    [[-15, -9], false, 'has its turn every six hours, which are too long ago'],
    [[-40, -4], false, 'was well meanwhile'],
  ])('of %j hours ago say something of now (%s) where the job %s', (hours, isTold) => {
    const stored = hours.map((hour) => count(hour)).reduce<FailingCounts | undefined>(addFailingCount, undefined);
    expect(latestFailingCount(stored, now) !== undefined).toBe(isTold);
  });
});

describe('a count of the log', () => {
  const row = (code: string, id: string | undefined, more: Partial<LogRow> = {}): LogRow => ({
    ...{ kind: 'failure', at: isoOf(now), code, step: 'export', attribute: 'mobile' },
    ...(id !== undefined && { object: { id, type: 'User', name: 'Ada Lovelace' } }),
    ...more,
  });
  const whole = { truncated: false, notUnderstood: 0 };

  it('counts objects by code and step, the most frequent first, and an object of two causes once in all', () => {
    const rows = [
      row('A', '1'),
      row('A', '1'),
      row('B', '1'),
      row('B', '2'),
      row('B', '3', { attribute: 'mail' }),
      row('B', '4', { step: 'matching' }),
    ];
    expect(countFailing({ rows, ...whole }, isoOf(now))).toEqual({
      ...{ at: isoOf(now), objects: 4, rows: 6, causes: 3 },
      top: [
        { code: 'B', step: 'export', objects: 3 },
        { code: 'A', step: 'export', objects: 1 },
        { code: 'B', step: 'matching', objects: 1 },
      ],
    });
  });

  it.each([
    ['it is longer than what was read', [row('A', '1')], { truncated: true, notUnderstood: 0 }],
    ['some of it cannot be understood', [row('A', '1')], { truncated: false, notUnderstood: 2 }],
    ['a row names no object', [row('A', '1'), row('A', undefined)], whole],
  ])('says "at least" where %s', (_, rows, reading) => {
    expect(countFailing({ rows, ...reading }, isoOf(now)).atLeast).toBe(true);
  });

  it('holds nothing that could name somebody: no object, no attribute, and of codes and steps only what looks like Microsoft’s', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (code, step) => {
        const told = countFailing({ rows: [row(code, 'object', { step })], ...whole }, isoOf(now));
        expect(told.top[0]?.code).toMatch(/^[A-Za-z]\w{0,79}$/);
        expect(JSON.stringify(told)).not.toMatch(/Ada|Lovelace|mobile|"object"/);
      }),
    );
    const spoken = countFailing({ rows: [row('ada@contoso.example', '1', { step: 'Ada' })], ...whole }, isoOf(now));
    expect(spoken.top).toEqual([{ code: 'Other', objects: 1 }]);
  });
});

describe('a count in a sentence', () => {
  it.each<[Partial<FailingCount>, string]>([
    [{ objects: 1 }, '1 object fails: Too long.'],
    [{ objects: 4_400 }, '4,400 objects fail, all for one cause: Too long.'],
    [{ objects: 4_454, causes: 2, top: [{ code: 'A', objects: 4_400 }] }, '4,454 objects fail, 4,400 of them for one cause: Too long.'],
    [
      { objects: 1_000, causes: 12, top: [{ code: 'A', objects: 110 }] },
      '1,000 objects fail for 12 causes, 110 of them for the most frequent: Too long.',
    ],
    [
      { objects: 5_000, causes: 2, atLeast: true, top: [{ code: 'A', objects: 4_900 }] },
      'At least 5,000 objects fail, 4,900 of them for one cause: Too long.',
    ],
  ])('%j is "%s"', (more, sentence) => {
    expect(sayFailing(count(0, more), 'Too long')).toBe(sentence);
  });
});
