import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LogRow } from '../../../../lib/domain/job/failing/log-row.ts';
import { holdsBackDeletes, stagedSince, tallyStagedDeletes } from '../../../../lib/domain/job/failing/staged-deletes.ts';
import { quarantine } from '../../fixtures.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');
const row = (id: string | undefined, type = 'User'): LogRow => ({
  kind: 'stagedDelete',
  at: '2026-03-10T11:00:00.000Z',
  code: 'StagedDelete',
  ...(id !== undefined && { object: { id, type, name: `Name of ${id}` } }),
});
const whole = { truncated: false, notUnderstood: 0, notKept: false };
const objects = fc.array(
  fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), type: fc.constantFrom('User', 'Group', 'Contact') }),
);

describe('the figure of held-back deletions', () => {
  it('counts each object once, whatever the order and however often it was put aside; its types add up to it', () => {
    fc.assert(
      fc.property(objects, fc.integer({ min: 1, max: 3 }), (given, cycles) => {
        const rows = Array.from({ length: cycles }, () => given).flatMap((cycle) => cycle.map(({ id, type }) => row(id, type)));
        const { figure, byType, examples } = tallyStagedDeletes({ rows, ...whole }, false);
        const distinct = new Set(given.map(({ id, type }) => `${type} ${id}`));
        expect(figure).toBe(distinct.size);
        expect(byType.reduce((sum, each) => sum + each.objects, 0)).toBe(distinct.size);
        expect(tallyStagedDeletes({ rows: rows.toReversed(), ...whole }, false)).toMatchObject({ figure, byType });
        expect(examples.length).toBe(Math.min(5, distinct.size));
      }),
    );
  });

  it('takes a type in another case for the same', () => {
    expect(tallyStagedDeletes({ rows: [row('a', 'User'), row('a', 'user'), row('b', 'USER')], ...whole }, true)).toMatchObject({
      figure: 2,
      byType: [{ type: 'User', objects: 2 }],
    });
  });

  it('takes a GUID in capitals for the same object, and no other id', () => {
    const id = '0a1b2c3d-0000-4000-8000-00000000abcd';
    const figureOf = (...ids: string[]) => tallyStagedDeletes({ rows: ids.map((each) => row(each)), ...whole }, true).figure;
    expect(figureOf(id, id.toUpperCase())).toBe(1);
    expect(figureOf('0050X000001abcd', '0050X000001ABCD')).toBe(2);
  });

  it.each([
    ['more rows than were read', { rows: [row('a')], ...whole, truncated: true }, 'truncated'],
    ['a row that cannot be understood', { rows: [row('a')], ...whole, notUnderstood: 1 }, 'notUnderstood'],
    ['a row that names no object', { rows: [row('a'), row(undefined)], ...whole }, 'notUnderstood'],
    ['a beginning before what the log keeps', { rows: [row('a')], ...whole, notKept: true }, 'notKept'],
    ['a job that waits, and a log that shows nothing of it', { rows: [], ...whole }, 'notLogged'],
  ])('is no number with %s', (_, reading, uncounted) => {
    expect(tallyStagedDeletes(reading, true)).toMatchObject({ figure: null, uncounted });
  });

  it('is none where nothing waits and the log shows nothing', () => {
    expect(tallyStagedDeletes({ rows: [], ...whole }, false)).toEqual({ figure: 0, byType: [], examples: [] });
  });
});

describe('the time from which on held-back deletions count', () => {
  const seriesBegan = '2026-03-01T06:00:00.000Z';

  it('is a day before the quarantine began, as long as it lasts', () => {
    const held = { quarantine: quarantine({ reason: 'EncounteredTotalEscrowThreshold, TooManyDeletes', seriesBegan }) };
    expect(holdsBackDeletes(held)).toBe(true);
    for (const later of [now, now + 3_600_000]) expect(stagedSince(held, later)).toBe('2026-02-28T06:00:00.000Z');
  });

  it.each([
    ['another quarantine', { quarantine: quarantine({ reason: 'EncounteredQuarantineException', seriesBegan }) }],
    ['no quarantine', {}],
    ['one that began nobody knows when', { quarantine: { reason: 'TooManyDeletes', seriesCount: 1 } }],
    [
      'one that begins later by a clock that is ahead',
      { quarantine: quarantine({ reason: 'TooManyDeletes', seriesBegan: '2026-03-11T00:00:00.000Z' }) },
    ],
  ])('is a day ago with %s', (_, snapshot) => {
    expect(stagedSince(snapshot, now)).toBe('2026-03-09T12:00:00.000Z');
  });
});
