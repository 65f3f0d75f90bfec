import { randomUUID } from 'node:crypto';
import { ConflictError } from '../../../domain/errors.ts';
import {
  decideLease,
  isForcePending,
  isLeaseLive,
  type LeaseRefusal,
  leaseColumns,
  rememberedSince,
} from '../../../domain/tenant/pass/lease.ts';
import { tickIdAt } from '../../../domain/tenant/pass/tick.ts';
import type { FleetRow } from '../../../domain/tenant/tenant.ts';
import { isoOf } from '../../../domain/time.ts';
import type { FleetPatch, Ports } from '../../ports/ports.ts';
import { type PollMessage, requestOf } from '../messages/poll-message.ts';
import { retryOnConflict } from '../retry-on-conflict.ts';

type Deps = Pick<Ports, 'fleet' | 'clock'>;

/** Many write columns of their own into one row: whoever loses reads again. */
const contended = { attempts: 8, subject: "The tenant's row" };

export interface LeaseOptions {
  leaseInMs: number;
  pollIntervalInMs: number;
}

/** Who holds a lease, and until when, milliseconds since the epoch. */
export type Holder = Pick<Lease, 'owner' | 'until'>;

/** The right to poll one tenant, as long as `until` has not passed. */
export interface Lease {
  tenantId: string;
  owner: string;
  tickId: string;
  /** The tenant's row as it was when the lease was taken, with the lease's own columns. */
  row: FleetRow;
  etag: string;
  takenAt: number;
  until: number;
  /** Under way now; lanes that find the lease half over share it. */
  renewal?: Promise<FleetRow | undefined>;
}

type LeaseAnswer = { taken: true; lease: Lease } | { taken: false; reason: LeaseRefusal | 'noRow' };

/**
 * Takes the tenant's lease for this message, or says why not. A refused forced message is remembered on the row.
 * @throws ConflictError `Conflict` when others always are first.
 */
export async function takeLease(deps: Deps, message: PollMessage, options: LeaseOptions): Promise<LeaseAnswer> {
  const request = requestOf(message);
  return retryOnConflict<LeaseAnswer>(deps, contended, async () => {
    const stored = await deps.fleet.get(message.tenantId);
    if (stored === undefined) return { taken: false, reason: 'noRow' };
    const now = deps.clock.now();
    const decision = decideLease(stored.value, request, now);
    const terms = { owner: randomUUID(), now, leaseInMs: options.leaseInMs, currentTickId: tickIdAt(now, options.pollIntervalInMs) };
    if (decision.take) {
      const columns = leaseColumns(stored.value, request, terms);
      const etag = await deps.fleet.merge(message.tenantId, columns, stored.etag);
      if (etag === undefined) return 'conflict';
      const row = { ...stored.value, ...columns };
      const { owner, currentTickId: tickId } = terms;
      const lease = { tenantId: message.tenantId, owner, tickId, row, etag, takenAt: now, until: now + options.leaseInMs };
      return { taken: true, lease };
    }
    const { reason } = decision;
    const forceRequestedAt = rememberedSince(stored.value, request, reason);
    if (forceRequestedAt === undefined) return { taken: false, reason };
    const etag = await deps.fleet.merge(message.tenantId, { forceRequestedAt }, stored.etag);
    return etag === undefined ? 'conflict' : { taken: false, reason };
  });
}

const leaseLost = 'LeaseLost';

/** Whether the holder has lost the lease. Any other conflict leaves it the holder's, to give back. */
export function isLeaseLost(error: unknown): boolean {
  return error instanceof ConflictError && error.code === leaseLost;
}

/**
 * Prolongs the lease once half of it is over; until then it costs nothing.
 * @throws ConflictError `LeaseLost`: the holder must neither ask nor write any more; `Conflict` when others always are first.
 */
export async function keepLease(deps: Deps, lease: Lease, options: LeaseOptions): Promise<void> {
  const now = deps.clock.now();
  if (lease.until - now > options.leaseInMs / 2) return;
  const until = now + options.leaseInMs;
  lease.renewal ??= mergeAsHolder(deps, lease, { leaseUntil: isoOf(until), leaseFrom: isoOf(now) }).finally(() => delete lease.renewal);
  if ((await lease.renewal) === undefined) throw lostLease();
  lease.until = until;
}

/**
 * For what no row of the tenant guards: whoever comes after the lease's time must not write any more.
 * @throws ConflictError `LeaseLost`.
 */
export function requireHeld({ clock }: Pick<Deps, 'clock'>, { until }: Holder): void {
  if (clock.now() >= until) throw lostLease();
}

/**
 * Writes columns while the lease is held.
 * @throws ConflictError `LeaseLost`, or `Conflict` when others always are first.
 */
export async function writeAsHolder(deps: Deps, lease: Lease, patch: FleetPatch): Promise<void> {
  if ((await mergeAsHolder(deps, lease, patch)) === undefined) throw lostLease();
}

/**
 * Deletes the tenant's row together with the lease. False when somebody changed it first: then the lease is held on.
 * @throws ConflictError `LeaseLost`.
 */
export async function deleteRow(deps: Pick<Ports, 'fleet'>, lease: Lease): Promise<boolean> {
  if (await deps.fleet.delete(lease.tenantId, lease.etag)) return true;
  const stored = await deps.fleet.get(lease.tenantId);
  if (stored?.value.leaseOwner !== lease.owner) throw lostLease();
  lease.etag = stored.etag;
  lease.row = stored.value;
  return false;
}

function lostLease(): ConflictError {
  return new ConflictError(leaseLost, 'Another worker has taken over the tenant.');
}

/** Gives the lease back together with what the pass found. Answers the forced message that came in meanwhile, if any. */
export async function releaseLease(deps: Deps, lease: Lease, found: FleetPatch): Promise<PollMessage[]> {
  const row = await mergeAsHolder(deps, lease, { ...found, leaseOwner: null, leaseUntil: null, leaseFrom: null });
  if (row?.forceRequestedAt === undefined || !isForcePending(row)) return [];
  return [{ v: 1, tenantId: lease.tenantId, force: row.forceRequestedAt }];
}

// Others may merge their own columns meanwhile: that moves the ETag and loses nothing. The lease is lost only with its owner or its time.
async function mergeAsHolder(deps: Deps, lease: Lease, patch: FleetPatch): Promise<FleetRow | undefined> {
  return retryOnConflict(deps, contended, async (attempt) => {
    const current = attempt === 1 ? { value: lease.row, etag: lease.etag } : await deps.fleet.get(lease.tenantId);
    if (current?.value.leaseOwner !== lease.owner || !isLeaseLive(current.value, deps.clock.now())) return undefined;
    const etag = await deps.fleet.merge(lease.tenantId, patch, current.etag);
    if (etag === undefined) return 'conflict';
    lease.etag = etag;
    lease.row = withPatch(current.value, patch);
    return lease.row;
  });
}

/** The row as it is once the patch is merged. */
export function withPatch(row: FleetRow, patch: FleetPatch): FleetRow {
  const columns = Object.entries({ ...row, ...patch }).filter(([, value]) => value !== null);
  return Object.fromEntries(columns) as unknown as FleetRow;
}
