import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countdownOf } from '../../../ui/pictures/countdown.ts';
import { lifeOf } from '../../../ui/pictures/life.ts';
import { partsOf } from '../../../ui/pictures/proportions.ts';
import { triesPicture } from '../../../ui/pictures/tries.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-30T06:00:00Z');
const iso = (at: number) => new Date(at).toISOString();

describe('the strip of a fleet', () => {
  it('shows every part that is there, the larger never narrower, and fills the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 4 }), (counts) => {
        const parts = partsOf(counts.map((count, index) => [index, count] as const));
        expect(parts.map(({ name }) => name)).toEqual(counts.flatMap((count, index) => (count > 0 ? [index] : [])));
        const last = parts.at(-1);
        if (last) expect(last.from + last.width).toBeCloseTo(1_000, 5);
        for (const one of parts) {
          expect(one.width).toBeGreaterThanOrEqual(9 - 1e-9);
          for (const other of parts) {
            if ((counts[one.name] ?? 0) > (counts[other.name] ?? 0)) expect(one.width).toBeGreaterThanOrEqual(other.width - 1e-9);
          }
        }
      }),
    );
  });
});

describe('the countdown', () => {
  it('gives no date where Graph gives no start', () => {
    expect(countdownOf(undefined, now)).toBeUndefined();
  });

  it('counts the day that today is, and tints the last week', () => {
    const told = countdownOf(iso(now + 24.5 * 24 * hour), now);
    expect(told).toMatchObject({ today: 4, isLate: false });
    expect(countdownOf(iso(now + 6.9 * 24 * hour), now)).toMatchObject({ isLate: true });
    expect(countdownOf(iso(now + 7 * 24 * hour), now)).toMatchObject({ isLate: false });
    expect(countdownOf(iso(now - hour), now)).toMatchObject({ isLate: true, elapsed: 28, today: 28 });
  });
});

describe('the tries', () => {
  const try_ = (atHours: number, source: 'graph' | 'derived', outcome: 'failed' | 'expected') => ({
    at: iso(now + atHours * hour),
    source,
    outcome,
  });

  it('fill the next one only where Graph names it', () => {
    const kinds = (source: 'graph' | 'derived') =>
      triesPicture([try_(-6, 'graph', 'failed'), try_(6, source, 'expected'), try_(30, 'derived', 'expected')], now).marks.map(
        ({ kind }) => kind,
      );
    expect(kinds('graph')).toEqual(['failed', 'next', 'expected']);
    expect(kinds('derived')).toEqual(['failed', 'expected', 'expected']);
  });

  it('stand in the order of time, with now between the last and the next, and none that is past is expected', () => {
    const { marks, nowX, next, failedCount } = triesPicture(
      [-60, -48, -30, -6].map((at) => try_(at, 'graph', 'failed')).concat([try_(-1, 'derived', 'expected'), try_(10, 'graph', 'expected')]),
      now,
    );
    expect(marks.map(({ x }) => x)).toEqual(marks.map(({ x }) => x).toSorted((a, b) => a - b));
    expect(nowX).toBeGreaterThan(marks.at(-2)?.x ?? 0);
    expect(nowX).toBeLessThan(marks.at(-1)?.x ?? 0);
    expect([next?.at, failedCount]).toEqual([now + 10 * hour, 4]);
  });
});

describe('the life of a job', () => {
  const from = now - 48 * hour;
  const appeared = {
    type: 'appeared',
    at: iso(now - 20 * hour),
    cause: 'poll',
    changes: ['status.code'],
    to: { 'status.code': 'Active' },
  } as const;
  const quarantined = {
    type: 'stateChanged',
    at: iso(now - 5 * hour),
    cause: 'poll',
    changes: ['status.code'],
    to: { 'status.code': 'Quarantine' },
  } as const;
  const gap = {
    type: 'gap',
    at: iso(now - 3 * hour),
    cause: 'poll',
    changes: [],
    gap: { from: iso(now - 3 * hour), to: iso(now - 2 * hour) },
  } as const;

  it('leaves open what nobody read, and calls what Graph says of it so', () => {
    const life = lifeOf(
      {
        entries: [gap, quarantined, { ...appeared, changes: [...appeared.changes] }].map((entry) => ({ ...entry, changes: [] })),
        state: 'Quarantine',
        quarantineBegan: undefined,
      },
      from,
      now,
    );
    expect(life.map(({ state, source, from: at }) => [state, source, (at - now) / hour])).toEqual([
      ['not read', 'none', -48],
      ['Active', 'read', -20],
      ['Quarantine', 'read', -5],
      ['not read', 'none', -3],
      ['Quarantine', 'read', -2],
    ]);
    const first = { ...quarantined, type: 'appeared', changes: [] } as const;
    const told = lifeOf({ entries: [{ ...first, changes: [] }], state: 'Quarantine', quarantineBegan: iso(now - 30 * hour) }, from, now);
    expect(told.map(({ state, source, from: at }) => [state, source, (at - now) / hour])).toEqual([
      ['not read', 'none', -48],
      ['Quarantine', 'graph', -30],
      ['Quarantine', 'read', -5],
    ]);
  });

  it('calls what is older than the events that were loaded not loaded, and never unread, whatever of it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 47 }), fc.boolean(), fc.boolean(), (hours, isCut, hasGap) => {
        const first = { ...quarantined, at: iso(now - hours * hour), changes: [] };
        // It ends where the oldest of the events was read.
        const before = { ...gap, at: first.at, changes: [], gap: { from: iso(now - (hours + 0.5) * hour), to: first.at } };
        const entries = hasGap ? [first, before] : [first];
        const life = lifeOf({ entries, state: 'Quarantine', quarantineBegan: undefined, isCut }, from, now);
        const older = isCut ? 'not loaded' : 'not read';
        expect(life.map(({ state }) => state)).toEqual([older, ...(hasGap ? ['not read'] : []), 'Quarantine']);
        expect([life[0]?.from, life.at(-1)?.to]).toEqual([from, now]);
        for (const [index, each] of life.entries()) if (index > 0) expect(each.from).toBe(life[index - 1]?.to);
      }),
    );
  });

  it('covers the whole stretch once, whatever the gaps', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 19 }), fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(fc.uniqueArray(span, { selector: ([at]) => Math.floor(at / 4), maxLength: 4 }), (gaps) => {
        const entries = gaps.map(([at, length]) => ({
          ...gap,
          changes: [],
          gap: {
            from: iso(now - 20 * hour + Math.floor(at / 4) * 4 * hour),
            to: iso(now - 20 * hour + (Math.floor(at / 4) * 4 + length) * hour),
          },
        }));
        const life = lifeOf(
          { entries: [{ ...appeared, changes: [] }, ...entries], state: 'Active', quarantineBegan: undefined },
          from,
          now,
        );
        expect(life[0]?.from).toBe(from);
        expect(life.at(-1)?.to).toBe(now);
        for (const [index, each] of life.entries()) if (index > 0) expect(each.from).toBe(life[index - 1]?.to);
        expect(life.filter(({ source, from: at }) => source === 'none' && at >= now - 20 * hour)).toHaveLength(gaps.length);
      }),
    );
  });
});
