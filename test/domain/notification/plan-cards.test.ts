import { describe, expect, it } from '@jest/globals';
import type { CardKind, OutboxRow } from '../../../lib/domain/incident/incident.ts';
import { planCards, planRepair } from '../../../lib/domain/notification/plan-cards.ts';
import { isoOf } from '../../../lib/domain/time.ts';

const now = Date.parse('2026-11-20T10:00:00.000Z');
const terms = { now, groupWaitInMs: 20_000, cards: 8 };

function row(index: number, change: Partial<OutboxRow> & { ageInMs?: number } = {}): OutboxRow {
  const { ageInMs = 30_000, ...rest } = change;
  const kind: CardKind = rest.kind ?? 'opened';
  const hash = rest.hash ?? `hash-${index}`;
  const seq = rest.seq ?? 1;
  return {
    v: 1,
    tenantId: `tenant-${index}`,
    incidentId: `tenant-${index}.${hash}.1`,
    hash,
    kind,
    seq,
    createdAt: isoOf(now - ageInMs),
    condition: 'quarantine',
    causeCode: 'NoAgents',
    ...rest,
  };
}

describe('planning the cards', () => {
  it('waits until the oldest row of a group is old enough, then takes all its rows', () => {
    expect(planCards([row(1, { ageInMs: 19_999 })], terms)).toEqual([]);
    const rows = [row(1, { ageInMs: 20_000 }), row(2, { ageInMs: 10 })];
    expect(planCards(rows, terms)).toEqual([{ kind: 'opened', rows }]);
  });

  it('makes one card of one cause over a thousand tenants', () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => row(index));
    expect(planCards(rows, terms).map((card) => card.rows.length)).toEqual([1_000]);
  });

  it('makes one card of many causes in one tenant, and leaves a few apart', () => {
    const causes = (count: number) =>
      Array.from({ length: count }, (_, index) => row(index, { tenantId: 'tenant', causeCode: `cause-${index}` }));
    expect(planCards(causes(4), terms)).toHaveLength(4);
    expect(planCards(causes(5), terms)).toHaveLength(1);
  });

  it('keeps kinds and conditions apart', () => {
    const rows = [row(1), row(2, { kind: 'resolved' }), row(3, { condition: 'silent' })];
    expect(planCards(rows, terms)).toHaveLength(3);
  });

  it('takes the cards of one incident in their order, and a reopening after the end', () => {
    const rows = [
      row(1, { kind: 'resolved', seq: 2, hash: 'h' }),
      row(1, { kind: 'opened', seq: 1, hash: 'h' }),
      row(1, { kind: 'opened', seq: 1, hash: 'h', incidentId: 'tenant-1.h.2', ageInMs: 25_000 }),
    ];
    expect(planCards(rows, terms)).toEqual([{ kind: 'opened', rows: [rows[1]] }]);
    expect(planCards([rows[0], rows[2]] as OutboxRow[], terms)).toEqual([{ kind: 'resolved', rows: [rows[0]] }]);
  });

  it('sends all but the last of the allowed cards as planned, the worst first, and folds only the rest into that one', () => {
    const rows = Array.from({ length: 40 }, (_, index) =>
      row(index, { causeCode: `cause-${index}`, kind: index % 2 ? 'opened' : 'resolved' }),
    );
    const planned = planCards(rows, terms);
    expect(planned.map(({ kind, rows: { length } }) => [kind, length])).toEqual([...Array(7).fill(['opened', 1]), [undefined, 33]]);
    expect(planned[7]?.rows.map(({ kind }) => kind)).toEqual([...Array(13).fill('opened'), ...Array(20).fill('resolved')]);
    expect(planCards(rows, { ...terms, cards: 1 })).toEqual([{ rows: expect.arrayContaining(rows) }]);
    expect(planCards(rows.slice(0, 8), terms)).toHaveLength(8);
  });

  it('keeps the kind of the rest when it has but one, and puts warnings behind what is critical', () => {
    const rows = [
      row(1, { condition: 'escrowsRising', ageInMs: 90_000 }),
      row(2, { causeCode: 'A' }),
      row(3, { condition: 'silent', ageInMs: 40_000 }),
      row(4, { kind: 'resolved', ageInMs: 95_000 }),
    ];
    expect(planCards(rows, terms).map((card) => card.rows)).toEqual([[rows[2]], [rows[1]], [rows[0]], [rows[3]]]);
    expect(planCards(rows.slice(0, 3), { ...terms, cards: 2 })).toEqual([
      { kind: 'opened', rows: [rows[2]] },
      { kind: 'opened', rows: [rows[1], rows[0]] },
    ]);
  });

  it('lets a number stand for those without a line only beyond a hundred at once', () => {
    const rows = (count: number, change: Partial<OutboxRow> = {}) => Array.from({ length: count }, (_, index) => row(index, change));
    expect(planCards(rows(100), terms)[0]?.isMass).toBeUndefined();
    expect(planCards(rows(101), terms)[0]?.isMass).toBe(true);
    const mixed = [...rows(90), ...rows(90, { kind: 'resolved', hash: 'other' })];
    expect(planCards(mixed, { ...terms, cards: 1 })).toEqual([{ rows: expect.any(Array) }]);
    const masses = rows(150).map((one, index) => ({ ...one, causeCode: `cause-${index}` }));
    expect(planCards([...masses, ...rows(30, { kind: 'resolved', hash: 'other' })], { ...terms, cards: 1 })).toEqual([
      { kind: 'opened', rows: expect.arrayContaining(masses), isMass: true },
    ]);
  });

  it('tells a mended channel everything, but the second life of a problem after its first', () => {
    const rows = [
      row(1, { hash: 'h', seq: 1, ageInMs: 90_000 }),
      row(1, { hash: 'h', seq: 2, kind: 'resolved', ageInMs: 80_000 }),
      row(1, { hash: 'h', seq: 1, incidentId: 'tenant-1.h.2', ageInMs: 70_000 }),
      row(2, { ageInMs: 1 }),
    ];
    expect(planRepair(rows)).toEqual({ rows: [rows[0], rows[3], rows[1]] });
  });
});
