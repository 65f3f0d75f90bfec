import { type FleetRow, isWatched, serviceTenantId, type WatchedRow } from '../../domain/tenant/tenant.ts';
import type { Ports } from '../ports/ports.ts';

export interface FleetSnapshot {
  /** Of the watched tenants, by tenant id, in order. */
  tenants: readonly WatchedRow[];
  service?: FleetRow;
}

export interface FleetReader {
  /** The very same snapshot for as long as no row changed. */
  read(): Promise<FleetSnapshot>;
  /** A row was changed here: whoever reads next shall see it. */
  forget(): void;
}

/** How long an instance may answer from what it read before. */
export const cacheLifeInMs = 2_000;

/**
 * The fleet rows and nothing else, read again at most every two seconds and by one caller at a time. A failed read is thrown, never
 * covered by an older answer.
 */
export function createFleetCache(deps: Pick<Ports, 'clock' | 'fleet'>): FleetReader {
  let held: { snapshot: FleetSnapshot; etags: string; readAt: number; changes: number } | undefined;
  let reading: Promise<FleetSnapshot> | undefined;
  let changes = 0;

  async function refresh(): Promise<FleetSnapshot> {
    const begun = { readAt: deps.clock.now(), changes };
    const rows = await deps.fleet.list();
    const etags = rows.map(({ etag }) => etag).join();
    const snapshot = held?.etags === etags ? held.snapshot : snapshotOf(rows.map(({ value }) => value));
    // What was begun before a change says nothing of it.
    if (begun.changes === changes) held = { snapshot, etags, ...begun };
    return snapshot;
  }

  return {
    async read() {
      const age = held === undefined ? Number.POSITIVE_INFINITY : deps.clock.now() - held.readAt;
      if (held?.changes === changes && age >= 0 && age < cacheLifeInMs) return held.snapshot;
      const begun = reading ?? refresh();
      reading = begun;
      return begun.finally(() => {
        if (reading === begun) reading = undefined;
      });
    },
    forget() {
      changes += 1;
      reading = undefined;
    },
  };
}

function snapshotOf(rows: readonly FleetRow[]): FleetSnapshot {
  const service = rows.find(({ tenantId }) => tenantId === serviceTenantId);
  const tenants = rows.filter(isWatched).sort((one, other) => (one.tenantId < other.tenantId ? -1 : 1));
  return { tenants, ...(service && { service }) };
}
