import type { CardKind, OutboxRow } from '../incident/incident.ts';
import { incidentSeverities } from '../incident/incident-severity.ts';
import { millisOf } from '../time.ts';

export interface CardGroup {
  /** Absent when kinds are mixed, because the windows are nearly used up. */
  kind?: CardKind;
  /** Open before ended, worst first. */
  rows: OutboxRow[];
  /** So many problems came at once that those without a line may be told as a number. */
  isMass?: true;
}

interface PlanTerms {
  now: number;
  groupWaitInMs: number;
  /** So many cards may go; the last of them takes what is left. */
  cards: number;
}

/** This many problems of one tenant, each with a cause of its own, are told in one card. */
const manyOfTenant = 5;
/** Up to so many problems at once are told with a line each. */
const mostWithLines = 100;

type Group = Pick<CardGroup, 'kind' | 'rows'>;

/**
 * Which cards go now, the worst first. Rows with the same kind and cause are one card, and go together when the oldest of them has waited
 * long enough. Of one incident only the first unsent row is eligible: its cards keep their order.
 */
export function planCards(rows: readonly OutboxRow[], terms: PlanTerms): CardGroup[] {
  const groups = groupsBy(firstOfEachIncident(rows), ({ kind, condition, causeCode }) => [kind, condition, causeCode]);
  const due = groups.filter((group) => terms.now - oldestOf(group) >= terms.groupWaitInMs);
  const counts = Map.groupBy(
    due.flatMap((group) => group.rows),
    ({ kind }) => kind,
  );
  const isMass = ({ kind }: Group) => kind !== undefined && (counts.get(kind)?.length ?? 0) > mostWithLines;
  const cards = foldTenants(due)
    .map((group) => ({ ...group, rows: group.rows.toSorted(compareRows) }))
    .sort(compareGroups);
  return foldRest(cards, terms.cards, isMass).map((group) => (isMass(group) ? { ...group, isMass: true } : group));
}

/**
 * What one card tells to a channel that was broken: everything, but of a problem that came back only its first life, so that the second
 * is not told before the end of the first.
 */
export function planRepair(rows: readonly OutboxRow[]): CardGroup {
  const first = new Set(firstOfEachIncident(rows).map(({ incidentId }) => incidentId));
  const told = rows.filter(({ incidentId }) => first.has(incidentId)).sort(compareRows);
  const problems = new Set(told.map(({ incidentId }) => incidentId));
  return { rows: told, ...(problems.size > mostWithLines && { isMass: true }) };
}

// Only what is beyond the allowed cards shares the last one; of a mass it takes one kind, which a number can tell of.
function foldRest(cards: Group[], allowed: number, isMass: (group: Group) => boolean): Group[] {
  if (cards.length <= allowed) return cards;
  const planned = cards.slice(0, allowed - 1);
  const rest = cards.slice(allowed - 1).flatMap((card) => card.rows);
  const kinds = groupsBy(rest.toSorted(compareRows), ({ kind }) => [kind]);
  const mass = kinds.find(isMass);
  return [
    ...planned,
    mass ?? (kinds.length === 1 ? kinds[0] : undefined) ?? { rows: kinds.flatMap((group) => group.rows).sort(compareRows) },
  ];
}

// A row knows no incident, but its kind and condition say how bad it is.
function compareRows(one: OutboxRow, other: OutboxRow): number {
  return rankOf(one) - rankOf(other) || millisOf(one.createdAt) - millisOf(other.createdAt);
}

function compareGroups(one: Group, other: Group): number {
  const [first, second] = [one.rows, other.rows].map(([worst]) => (worst === undefined ? 0 : rankOf(worst)));
  return (first ?? 0) - (second ?? 0) || oldestOf(one) - oldestOf(other);
}

function rankOf({ kind, condition }: OutboxRow): number {
  if (kind === 'resolved') return 2;
  return incidentSeverities[condition] === 'critical' ? 0 : 1;
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

function foldTenants(groups: readonly Group[]): Group[] {
  const single = groups.filter((group) => group.rows.length === 1);
  const folded = groupsBy(
    single.flatMap((group) => group.rows),
    ({ kind, tenantId }) => [kind, tenantId],
  );
  const large = folded.filter((group) => group.rows.length >= manyOfTenant);
  const taken = new Set(large.flatMap((group) => group.rows));
  return [...groups.filter(({ rows }) => !rows.some((row) => taken.has(row))), ...large];
}

function groupsBy(rows: readonly OutboxRow[], parts: (row: OutboxRow) => string[]): Required<Group>[] {
  const groups = new Map<string, Required<Group>>();
  for (const row of rows) {
    const key = JSON.stringify(parts(row));
    const group = groups.get(key) ?? { kind: row.kind, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function oldestOf({ rows }: Group): number {
  return Math.min(...rows.map(({ createdAt }) => millisOf(createdAt)));
}
