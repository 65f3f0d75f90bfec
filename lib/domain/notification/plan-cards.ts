import type { CardKind, OutboxRow } from '../incident/incident.ts';
import { millisOf } from '../time.ts';

export interface CardGroup {
  /** Absent when kinds are mixed, because the windows are nearly used up. */
  kind?: CardKind;
  rows: OutboxRow[];
}

interface PlanTerms {
  now: number;
  groupWaitInMs: number;
  /** More groups than this are folded together. */
  cards: number;
}

/** This many problems of one tenant, each with a cause of its own, are told in one card. */
const mass = 5;

/**
 * Which cards go now. Rows with the same kind and cause are one card, and go together when the oldest of them has waited long enough.
 * Of one incident only the first unsent row is eligible: its cards keep their order.
 */
export function planCards(rows: readonly OutboxRow[], terms: PlanTerms): CardGroup[] {
  const groups = groupsBy(firstOfEachIncident(rows), ({ kind, condition, causeCode }) => [kind, condition, causeCode]);
  const due = groups.filter((group) => terms.now - oldestOf(group) >= terms.groupWaitInMs);
  const cards = foldTenants(due).sort((one, other) => oldestOf(one) - oldestOf(other));
  if (cards.length <= terms.cards) return cards;
  const byKind = groupsBy(
    cards.flatMap((card) => card.rows),
    ({ kind }) => [kind],
  );
  if (byKind.length <= terms.cards) return byKind;
  return [{ rows: byKind.flatMap((card) => card.rows) }];
}

function firstOfEachIncident(rows: readonly OutboxRow[]): OutboxRow[] {
  const first = new Map<string, OutboxRow>();
  for (const row of rows) {
    // A later opening of the same problem waits for the end of the earlier one.
    const problem = `${row.tenantId}!${row.hash}`;
    const other = first.get(problem);
    if (other === undefined || isBefore(row, other)) first.set(problem, row);
  }
  return [...first.values()];
}

function isBefore(one: OutboxRow, other: OutboxRow): boolean {
  if (one.incidentId === other.incidentId) return one.seq < other.seq;
  return millisOf(one.createdAt) < millisOf(other.createdAt);
}

function foldTenants(groups: readonly CardGroup[]): CardGroup[] {
  const single = groups.filter((group) => group.rows.length === 1);
  const folded = groupsBy(
    single.flatMap((group) => group.rows),
    ({ kind, tenantId }) => [kind, tenantId],
  );
  const large = folded.filter((group) => group.rows.length >= mass);
  const taken = new Set(large.flatMap((group) => group.rows));
  return [...groups.filter(({ rows }) => !rows.some((row) => taken.has(row))), ...large];
}

function groupsBy(rows: readonly OutboxRow[], parts: (row: OutboxRow) => string[]): CardGroup[] {
  const groups = new Map<string, CardGroup>();
  for (const row of rows) {
    const key = JSON.stringify(parts(row));
    const group = groups.get(key) ?? { kind: row.kind, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function oldestOf({ rows }: CardGroup): number {
  return Math.min(...rows.map(({ createdAt }) => millisOf(createdAt)));
}
