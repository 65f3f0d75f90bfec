import { formatCardKey } from '../../domain/ids.ts';
import type { OutboxRow } from '../../domain/incident/incident.ts';
import { type FleetRow, isWatched, serviceTenantId, tenantNameOf } from '../../domain/tenant/tenant.ts';
import { millisOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import type { Stored } from '../ports/stored.ts';
import { mapLimited } from '../tenant/map-limited.ts';

const tenantsAtOnce = 8;

/** What waits to be told, and of which tenants. */
export interface PendingCards {
  /** Rows of the watched tenants, the service's own left out. */
  fleet: FleetRow[];
  tenantNames: Map<string, string>;
  /** Every tenant visited, with its fleet row as it was **before** its outbox was read. */
  visited: Stored<FleetRow>[];
  /** By card key. */
  rows: Map<string, Stored<OutboxRow>>;
}

/** Reads the outbox of each tenant that says it has one, or whose last holder never came back to say so. */
export async function readPendingCards(deps: Pick<Ports, 'fleet' | 'outbox' | 'clock'>): Promise<PendingCards> {
  const stored = await deps.fleet.list();
  const fleet = stored.map(({ value }) => value).filter(isWatched);
  const tenantNames = new Map(fleet.map((row) => [row.tenantId, tenantNameOf(row)]));
  const now = deps.clock.now();
  const visited = stored.filter(({ value }) => mayHaveCards(value, now) && (isWatched(value) || value.tenantId === serviceTenantId));
  const lists = await mapLimited(visited, tenantsAtOnce, ({ value }) => deps.outbox.list(value.tenantId));
  return {
    fleet,
    tenantNames,
    visited,
    rows: new Map(lists.flat().map((row) => [formatCardKey(row.value), row])),
  };
}

function mayHaveCards({ outboxPendingSince, leaseOwner, leaseUntil }: FleetRow, now: number): boolean {
  return outboxPendingSince !== undefined || (leaseOwner !== undefined && millisOf(leaseUntil) <= now);
}

/**
 * Says on each visited tenant's row what is left. Only if that row has not changed since before its outbox was read: a card that came
 * meanwhile has moved the ETag, and the next dispatch looks again.
 */
export async function settlePending(deps: Pick<Ports, 'fleet'>, pending: PendingCards): Promise<void> {
  const left = [...pending.rows.values()].map(({ value }) => value);
  await mapLimited(pending.visited, tenantsAtOnce, async ({ value: { tenantId, outboxPendingSince }, etag }) => {
    const times = left.filter((row) => row.tenantId === tenantId).map(({ createdAt }) => createdAt);
    const oldest = times.sort()[0];
    if (oldest !== outboxPendingSince) await deps.fleet.merge(tenantId, { outboxPendingSince: oldest ?? null }, etag);
  });
}
