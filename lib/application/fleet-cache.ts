import type { FleetRow, TenantRegistration } from '../domain/tenant.ts';
import type { Ports } from './ports.ts';

/** The pseudo-tenant that carries the service's own state; never polled, never counted. */
export const serviceTenantId = '_service';

/** A watched tenant and its row; the row is missing until its first tick is planned. */
export interface LiveTenant {
  registration: TenantRegistration;
  row?: FleetRow;
}

export interface FleetSnapshot {
  /** +1 whenever something differs from the snapshot before. */
  revision: number;
  /** By tenant id, in order; without tombstones. */
  tenants: readonly LiveTenant[];
  service?: FleetRow;
}

export interface FleetReader {
  read(): Promise<FleetSnapshot>;
}

/** How long an instance may answer from what it read before. */
export const cacheLifeInMs = 2_000;

/**
 * The registry and the fleet rows, read again at most every two seconds and by one caller at a time. A removed tenant, or a row
 * that nobody registered, is not there. A failed read is thrown, never covered by an older answer.
 */
export function createFleetCache(deps: Pick<Ports, 'clock' | 'fleet' | 'tenants'>): FleetReader {
  let held: { snapshot: FleetSnapshot; fingerprint: string; readAt: number } | undefined;
  let reading: Promise<FleetSnapshot> | undefined;

  async function refresh(): Promise<FleetSnapshot> {
    const readAt = deps.clock.now();
    const [registrations, rows] = await Promise.all([deps.tenants.list(), deps.fleet.list()]);
    const fingerprint = [...registrations, ...rows].map(({ etag }) => etag).join();
    if (held?.fingerprint === fingerprint) {
      held = { ...held, readAt };
      return held.snapshot;
    }
    const snapshot = snapshotOf(
      registrations.map(({ value }) => value),
      rows.map(({ value }) => value),
      (held?.snapshot.revision ?? 0) + 1,
    );
    held = { snapshot, fingerprint, readAt };
    return snapshot;
  }

  return {
    async read() {
      const age = held === undefined ? Number.POSITIVE_INFINITY : deps.clock.now() - held.readAt;
      if (held !== undefined && age >= 0 && age < cacheLifeInMs) return held.snapshot;
      reading ??= refresh().finally(() => {
        reading = undefined;
      });
      return reading;
    },
  };
}

function snapshotOf(registrations: readonly TenantRegistration[], rows: readonly FleetRow[], revision: number): FleetSnapshot {
  const rowOf = new Map(rows.map((row) => [row.tenantId, row]));
  const service = rowOf.get(serviceTenantId);
  const tenants = registrations
    .filter(({ tenantId, removedAt }) => removedAt === undefined && tenantId !== serviceTenantId)
    .sort((one, other) => (one.tenantId < other.tenantId ? -1 : 1))
    .map((registration) => {
      const row = rowOf.get(registration.tenantId);
      return { registration, ...(row && { row }) };
    });
  return { revision, tenants, ...(service && { service }) };
}
