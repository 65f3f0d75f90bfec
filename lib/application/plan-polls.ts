import { planTenant } from '../domain/lease.ts';
import type { FleetRow, TenantRegistration } from '../domain/tenant.ts';
import { tickIdAt } from '../domain/tick.ts';
import { serviceTenantId } from './fleet-cache.ts';
import type { PollMessage } from './poll-message.ts';
import type { Ports } from './ports.ts';
import type { Stored } from './stored.ts';

export interface PlanOptions {
  pollIntervalInMs: number;
  /** TENANT_IDS: tenants that are watched unless somebody removed them. */
  seedTenantIds: readonly string[];
}

/**
 * One message per tenant that is due in the current tick. It reads and seeds, and polls nothing, so running it twice costs nothing:
 * the second message of a tick finds the tenant polled.
 */
export async function planPolls(deps: Pick<Ports, 'tenants' | 'fleet' | 'clock' | 'log'>, options: PlanOptions): Promise<PollMessage[]> {
  const now = deps.clock.now();
  const registrations = await seedTenants(deps, options.seedTenantIds);
  const stored = await deps.fleet.list();
  const rows = new Map(stored.map(({ value }) => [value.tenantId, value]));
  await Promise.all(
    registrations
      .filter(({ tenantId, removedAt }) => removedAt === undefined && !rows.has(tenantId))
      .map(({ tenantId }) => deps.fleet.create(tenantId)),
  );
  const tickId = tickIdAt(now, options.pollIntervalInMs);
  await noteTick(
    deps,
    stored.find(({ value }) => value.tenantId === serviceTenantId),
    tickId,
  );
  const messages = registrations.flatMap((registration) => messageFor(registration, rows.get(registration.tenantId), tickId, now) ?? []);
  deps.log.info('Polls planned', { tickId, tenants: registrations.length, due: messages.length });
  return messages;
}

// What the watch over the service itself goes by. Whoever is late loses nothing: the next tick notes itself.
async function noteTick({ fleet }: Pick<Ports, 'fleet'>, service: Stored<FleetRow> | undefined, tickId: string): Promise<void> {
  if (service === undefined) await fleet.create(serviceTenantId);
  else if (service.value.lastTickId !== tickId) await fleet.merge(serviceTenantId, { lastTickId: tickId }, service.etag);
}

async function seedTenants(deps: Pick<Ports, 'tenants' | 'clock'>, tenantIds: readonly string[]): Promise<TenantRegistration[]> {
  const known = (await deps.tenants.list()).map(({ value }) => value);
  const missing = tenantIds.filter((tenantId) => !known.some((registration) => registration.tenantId === tenantId));
  const seeded = missing.map(
    (tenantId) => ({ v: 1, tenantId, addedAt: new Date(deps.clock.now()).toISOString(), source: 'settings' }) as const,
  );
  await Promise.all(seeded.map((registration) => deps.tenants.create(registration)));
  return [...known, ...seeded];
}

// A removed tenant keeps its row until everything of it is closed; the poller does that, so it is planned until the row is gone.
function messageFor(
  { tenantId, removedAt }: TenantRegistration,
  row: FleetRow | undefined,
  tickId: string,
  now: number,
): PollMessage | undefined {
  if (row === undefined) return removedAt === undefined ? { v: 1, tickId, tenantId } : undefined;
  const plan = planTenant(row, tickId, now);
  if (!plan.due) return undefined;
  const force = plan.reason === 'forced' ? row.forceRequestedAt : undefined;
  return force === undefined ? { v: 1, tickId, tenantId } : { v: 1, force, tenantId };
}
