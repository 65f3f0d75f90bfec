import { removed } from '../../domain/tenant/registry/registration.ts';
import { isLive, serviceTenantId, type TenantRegistration } from '../../domain/tenant/tenant.ts';
import { dayInMs, isoOf, millisOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import type { Stored } from '../ports/stored.ts';
import { mapLimited } from '../tenant/map-limited.ts';

type Deps = Pick<Ports, 'tenants' | 'fleet' | 'state' | 'operations' | 'audit' | 'clock'>;

interface PruneOptions {
  historyInMs: number;
  auditInMs: number;
}

const tenantsAtOnce = 4;
/** Rows of one tenant deleted in one day at most; what is left goes the day after. */
const rowsPerDay = 2_000;

/**
 * Once a day: of what no pass looks at, which is the service itself and removed tenants, what is past its time goes. A removed tenant whose
 * history is over is purged, as if somebody had asked for it; the tombstone stays.
 */
export async function pruneUnpolled(deps: Deps, options: PruneOptions): Promise<void> {
  const now = deps.clock.now();
  const service = await deps.fleet.get(serviceTenantId);
  if (service === undefined || now - millisOf(service.value.prunedAt) < dayInMs) return;
  // Whoever writes this first does it today.
  if ((await deps.fleet.merge(serviceTenantId, { prunedAt: isoOf(now) }, service.etag)) === undefined) return;
  await deps.state.pruneHistory(serviceTenantId, isoOf(now - options.historyInMs), rowsPerDay);
  await deps.audit.prune(serviceTenantId, isoOf(now - options.auditInMs));
  const tombstones = (await deps.tenants.list()).filter(({ value }) => !isLive(value));
  await mapLimited(tombstones, tenantsAtOnce, (stored) => pruneTombstone(deps, stored, options, now));
}

async function pruneTombstone(
  deps: Deps,
  { value, etag }: Stored<TenantRegistration>,
  { historyInMs, auditInMs }: PruneOptions,
  now: number,
): Promise<void> {
  const { tenantId, removedAt = '', purgeRequestedAt } = value;
  const before = isoOf(now - historyInMs);
  await deps.audit.prune(tenantId, isoOf(now - auditInMs));
  if (purgeRequestedAt !== undefined) return;
  if (removedAt >= before) {
    await deps.state.pruneHistory(tenantId, before, rowsPerDay);
    await deps.operations.prune(tenantId, before);
    return;
  }
  // The poller erases under its lease; somebody who brings the tenant back at this moment is first, or begins anew.
  const tombstone = removed(value, { at: isoOf(now), purges: true });
  if (await deps.tenants.replace(tombstone, etag)) await deps.fleet.create(tenantId, { registration: tombstone });
}
