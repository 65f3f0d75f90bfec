import { formatOutboxKey, isSameRow } from '../../domain/ids.ts';
import type { Incident, OutboxRow } from '../../domain/incident/incident.ts';
import { isWatched, serviceTenantId } from '../../domain/tenant/tenant.ts';
import { isoOf, millisOf } from '../../domain/time.ts';
import type { OutboxChange, Ports } from '../ports/ports.ts';
import type { Stored } from '../ports/stored.ts';
import { mapLimited } from '../tenant/map-limited.ts';
import type { News } from './card-subjects.ts';

type Deps = Pick<Ports, 'fleet' | 'outbox' | 'clock' | 'log'>;

interface Claims {
  claimed: News[];
  /** Rows that are gone or have nothing to tell any more. */
  dropped: OutboxRow[];
}

const attempts = 6;

/**
 * Takes rows for one card: card and attempt go on each row and its incident in one transaction, so that nobody takes back a card that
 * may be on its way. A row that changed meanwhile is read again; one that stays contested waits for the next dispatch.
 */
export async function claimCards(deps: Deps, rows: readonly Stored<OutboxRow>[], card: { cardId: string; until: number }): Promise<Claims> {
  const tenants = [...new Set(rows.map(({ value }) => value.tenantId))];
  const parts = await mapLimited(tenants, 4, (tenantId) =>
    claimTenant(
      deps,
      tenantId,
      rows.filter(({ value }) => value.tenantId === tenantId),
      card,
    ),
  );
  return { claimed: parts.flatMap(({ claimed }) => claimed), dropped: parts.flatMap(({ dropped }) => dropped) };
}

async function claimTenant(
  deps: Deps,
  tenantId: string,
  rows: readonly Stored<OutboxRow>[],
  card: { cardId: string; until: number },
): Promise<Claims> {
  if (!(await mayTell(deps, tenantId))) return { claimed: [], dropped: rows.map(({ value }) => value) };
  const claims: Claims = { claimed: [], dropped: [] };
  let waiting = rows;
  for (let attempt = 0; attempt < attempts && waiting.length > 0; attempt++) {
    if (attempt > 0) waiting = await readAgain(deps, tenantId, waiting, claims);
    const values = waiting.map(({ value }) => value);
    const incidents = await deps.outbox.findIncidents(tenantId, values);
    const idle = waiting.filter(({ value }) => !hasNews(value, incidents.get(value.incidentId)?.value, deps.clock.now()));
    claims.dropped.push(...(await dropRows(deps, tenantId, idle, incidents)));
    const wanted = waiting.filter((row) => !idle.includes(row)).map((row) => claimOf(row, incidents, card));
    const outcomes = wanted.length === 0 ? [] : await deps.outbox.write(tenantId, wanted);
    claims.claimed.push(
      ...wanted
        .filter((_, index) => outcomes[index] === 'committed')
        .map(({ row, incident }) => ({ row: row.value, incident: incident.value })),
    );
    const lost = new Set(wanted.filter((_, index) => outcomes[index] !== 'committed').map(({ row }) => formatOutboxKey(row.value)));
    waiting = waiting.filter(({ value }) => lost.has(formatOutboxKey(value)));
  }
  return claims;
}

// A dispatch may take minutes: of a tenant that was removed since it began no card goes out any more.
async function mayTell({ fleet }: Deps, tenantId: string): Promise<boolean> {
  if (tenantId === serviceTenantId) return true;
  const row = await fleet.get(tenantId);
  return row !== undefined && isWatched(row.value);
}

type Claim = Extract<OutboxChange, { kind: 'claimed' }>;

function claimOf(
  row: Stored<OutboxRow>,
  incidents: Map<string, Stored<Incident>>,
  { cardId, until }: { cardId: string; until: number },
): Claim {
  const incident = incidents.get(row.value.incidentId);
  if (incident === undefined) throw new Error('A card without an incident is never claimed');
  const attempt = (row.value.attempt ?? 0) + 1;
  return {
    kind: 'claimed',
    row: { value: { ...row.value, cardId, attempt }, etag: row.etag },
    incident: { value: { ...incident.value, claimedBy: cardId, claimedUntil: isoOf(until), claimAttempt: attempt }, etag: incident.etag },
  };
}

// What is over needs no update; what somebody looks after needs no reminder, but hears when it will be switched off. An incident that is nowhere cannot be told.
function hasNews({ kind }: OutboxRow, incident: Incident | undefined, now: number): boolean {
  if (incident === undefined) return false;
  if (kind === 'opened' || kind === 'resolved') return true;
  if (incident.state === 'closed') return false;
  if (kind === 'deadline') return incident.condition === 'quarantine';
  return kind === 'updated' || !(incident.acknowledgedAt !== undefined || millisOf(incident.snoozedUntil) > now);
}

// The incident forgets the row with it: an incident that names a row which is gone could never ask for a card again.
async function dropRows(
  deps: Deps,
  tenantId: string,
  rows: readonly Stored<OutboxRow>[],
  incidents: Map<string, Stored<Incident>>,
): Promise<OutboxRow[]> {
  if (rows.length === 0) return [];
  const changes = rows.map(({ value: row }): OutboxChange => {
    const incident = incidents.get(row.incidentId);
    if (incident?.value.unsent === undefined || !isSameRow(incident.value.unsent, row)) return { kind: 'removed', row };
    const { unsent: _, ...value } = incident.value;
    return { kind: 'removed', row, incident: { value, etag: incident.etag } };
  });
  const outcomes = await deps.outbox.write(tenantId, changes);
  deps.log.info('Cards with nothing left to tell were dropped', { tenantId, cards: rows.length });
  return rows.filter((_, index) => outcomes[index] === 'committed').map(({ value }) => value);
}

async function readAgain(deps: Deps, tenantId: string, rows: readonly Stored<OutboxRow>[], claims: Claims): Promise<Stored<OutboxRow>[]> {
  const current = new Map((await deps.outbox.list(tenantId)).map((row) => [formatOutboxKey(row.value), row]));
  claims.dropped.push(...rows.filter(({ value }) => !current.has(formatOutboxKey(value))).map(({ value }) => value));
  return rows.flatMap(({ value }) => current.get(formatOutboxKey(value)) ?? []);
}
