import { isDeepStrictEqual } from 'node:util';
import { planTenant } from '../../domain/tenant/pass/lease.ts';
import { tickIdAt } from '../../domain/tenant/pass/tick.ts';
import { type FleetRow, isLive, serviceTenantId, type TenantRegistration } from '../../domain/tenant/tenant.ts';
import { isoOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import type { Stored } from '../ports/stored.ts';
import { mapLimited } from '../tenant/map-limited.ts';
import type { PollMessage } from '../tenant/messages/poll-message.ts';

const tenantsAtOnce = 32;

interface PlanOptions {
  pollIntervalInMs: number;
  /** Tenants that are watched unless somebody removed them. */
  seedTenantIds: readonly string[];
}

/**
 * One message per tenant that is due in the current tick. It reads and seeds, and polls nothing, so running it twice costs nothing:
 * the second message of a tick finds the tenant polled.
 */
export async function planPolls(deps: Pick<Ports, 'tenants' | 'fleet' | 'clock' | 'log'>, options: PlanOptions): Promise<PollMessage[]> {
  const now = deps.clock.now();
  // In this order: a row that has not changed since then can only be given a registration that is at least as new.
  const rows = new Map((await deps.fleet.list()).map((stored) => [stored.value.tenantId, stored]));
  const registrations = await seedTenants(deps, options.seedTenantIds);
  await recordRegistrations(deps, registrations, rows);
  const tickId = tickIdAt(now, options.pollIntervalInMs);
  await noteTick(deps, rows.get(serviceTenantId), tickId);
  const messages = registrations.flatMap(
    (registration) => messageFor(registration, rows.get(registration.tenantId)?.value, tickId, now) ?? [],
  );
  deps.log.info('Polls planned', { tickId, tenants: registrations.length, due: messages.length });
  return messages;
}

// What the watch over the service itself goes by. Whoever is late loses nothing: the next tick notes itself.
async function noteTick({ fleet }: Pick<Ports, 'fleet'>, service: Stored<FleetRow> | undefined, tickId: string): Promise<void> {
  if (service === undefined) await fleet.create(serviceTenantId, { lastTickId: tickId });
  else if (service.value.lastTickId !== tickId) await fleet.merge(serviceTenantId, { lastTickId: tickId }, service.etag);
}

async function seedTenants(deps: Pick<Ports, 'tenants' | 'clock'>, tenantIds: readonly string[]): Promise<TenantRegistration[]> {
  const known = (await deps.tenants.list()).map(({ value }) => value);
  const missing = tenantIds.filter((tenantId) => !known.some((registration) => registration.tenantId === tenantId));
  const seeded = await mapLimited(missing, tenantsAtOnce, async (tenantId) => {
    const registration = { v: 1, tenantId, addedAt: isoOf(deps.clock.now()), source: 'settings' } as const;
    if (await deps.tenants.create(registration)) return [registration];
    // Somebody was first; a registration that only a later release can read is left to that release.
    return (await deps.tenants.get(tenantId))?.value ?? [];
  });
  return [...known, ...seeded.flat()];
}

// The rows say who is watched, so that whoever shows the fleet reads nothing else. Whoever loses a race here leaves it to the next tick.
async function recordRegistrations(
  { fleet }: Pick<Ports, 'fleet'>,
  registrations: readonly TenantRegistration[],
  rows: ReadonlyMap<string, Stored<FleetRow>>,
): Promise<void> {
  const registered = new Map(registrations.map((registration) => [registration.tenantId, registration]));
  const changed = [...rows.values()].filter(({ value }) => !isDeepStrictEqual(value.registration, registered.get(value.tenantId)));
  const created = registrations.filter((registration) => isLive(registration) && !rows.has(registration.tenantId));
  await mapLimited(changed, tenantsAtOnce, ({ value: { tenantId }, etag }) =>
    fleet.merge(tenantId, { registration: registered.get(tenantId) ?? null }, etag),
  );
  await mapLimited(created, tenantsAtOnce, (registration) => fleet.create(registration.tenantId, { registration }));
}

// A removed tenant keeps its row until everything of it is closed; the poller does that, so it is planned until the row is gone.
function messageFor(registration: TenantRegistration, row: FleetRow | undefined, tickId: string, now: number): PollMessage | undefined {
  const { tenantId } = registration;
  if (row === undefined) return isLive(registration) ? { v: 1, tickId, tenantId } : undefined;
  const plan = planTenant(row, tickId, now);
  if (!plan.due) return undefined;
  const force = plan.reason === 'forced' ? row.forceRequestedAt : undefined;
  return force === undefined ? { v: 1, tickId, tenantId } : { v: 1, force, tenantId };
}
