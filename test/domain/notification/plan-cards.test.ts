import { describe, expect, it } from '@jest/globals';
import type { CardKind, OutboxRow } from '../../../lib/domain/incident/incident.ts';
import { planCards } from '../../../lib/domain/notification/plan-cards.ts';
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

  it('folds what is beyond the allowed number of cards, first by kind, then altogether', () => {
    const rows = Array.from({ length: 40 }, (_, index) =>
      row(index, { causeCode: `cause-${index}`, kind: index % 2 ? 'opened' : 'resolved' }),
    );
    expect(planCards(rows, terms).map(({ kind, rows: { length } }) => [kind, length])).toEqual([
      ['resolved', 20],
      ['opened', 20],
    ]);
    const folded = planCards(rows, { ...terms, cards: 1 });
    expect(folded).toEqual([{ rows: expect.any(Array) }]);
    expect(folded[0]?.rows).toHaveLength(40);
  });
});
