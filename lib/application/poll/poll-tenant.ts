import { ConflictError } from '../../domain/errors.ts';
import { isLive, type TenantRegistration } from '../../domain/tenant/tenant.ts';
import { isoOf, millisOf } from '../../domain/time.ts';
import { tenantReadEvent } from '../../domain/view/fleet-events.ts';
import type { FleetPatch } from '../ports/ports.ts';
import { publishViews } from '../tenant/held/publish-views.ts';
import { tallyTenant } from '../tenant/held/tally-tenant.ts';
import { isLeaseLost, keepLease, type Lease, releaseLease, takeLease, withPatch } from '../tenant/held/tenant-lease.ts';
import { rememberState, type TenantMemory } from '../tenant/held/tenant-memory.ts';
import { type PollMessage, requestOf } from '../tenant/messages/poll-message.ts';
import { closeTenant } from './close-tenant.ts';
import { passOver } from './pass-over-tenant.ts';
import type { PollDeps, PollOptions } from './poll-options.ts';
import { recallSwitchOffs } from './recall-switch-offs.ts';
import { warnOfConflict } from './warn-of-conflict.ts';

/**
 * One pass over one tenant under its lease: reads its targets, records what changed, publishes the lists. Without the lease it does nothing.
 * Answers the messages to send: a forced poll that came in while it worked.
 * @throws ConflictError when others always were first in writing a row: nothing is kept that would hinder the redelivered message.
 */
export async function pollTenant(deps: PollDeps, message: PollMessage, options: PollOptions): Promise<PollMessage[]> {
  const { tenantId } = message;
  const registration = (await deps.tenants.get(tenantId))?.value;
  if (registration === undefined) return ended(deps, message, 'notRegistered');
  try {
    const answer = await takeLease(deps, message, options);
    if (!answer.taken) return ended(deps, message, answer.reason);
    return await passUnder(deps, answer.lease, registration, message, options);
  } catch (error) {
    if (error instanceof ConflictError) warnOfConflict(deps, tenantId, { code: error.code, detail: error.message });
    throw error;
  }
}

async function passUnder(
  deps: PollDeps,
  lease: Lease,
  registration: TenantRegistration,
  message: PollMessage,
  options: PollOptions,
): Promise<PollMessage[]> {
  const { tenantId } = lease;
  try {
    const state = await deps.state.readNow(tenantId);
    const memory: TenantMemory = { ...rememberState(state), recalled: await recallSwitchOffs(deps, state.jobs) };
    const tombstone = await tombstoneOf(deps, lease, registration);
    if (tombstone !== undefined) return await closeTenant(deps, lease, memory, { purges: tombstone.purgeRequestedAt !== undefined });
    const found = asksGraph(message, lease) ? await passOver(deps, lease, memory, options) : {};
    await keepLease(deps, lease, options);
    const left = withPatch(lease.row, found);
    const views = await publishViews(deps, lease, left, memory);
    const tally = await tallyTenant(deps, left, memory);
    deps.log.info('Tenant read', tenantReadEvent(tenantId, views.counts));
    return await releaseLease(deps, lease, { ...found, ...views, tally });
  } catch (error) {
    return afterFailure(deps, lease, error);
  }
}

// The lease for a tenant that seemed removed is taken whatever Graph asked for; if somebody has brought it back, that binds again.
function asksGraph(message: PollMessage, { row, takenAt }: Lease): boolean {
  return requestOf(message).kind !== 'rebuild' && !(millisOf(row.notBefore) > takenAt);
}

// Somebody may have brought the tenant back since the registry was read: what it says under the lease decides.
async function tombstoneOf(
  deps: PollDeps,
  { tenantId, row }: Lease,
  registration: TenantRegistration,
): Promise<TenantRegistration | undefined> {
  if (isLive(registration) && isLive(row.registration)) return undefined;
  const now = (await deps.tenants.get(tenantId))?.value;
  return isLive(now) ? undefined : now;
}

function ended(deps: PollDeps, { tenantId }: PollMessage, reason: string): PollMessage[] {
  deps.log.debug('Poll ended without a pass', { tenantId, reason });
  return [];
}

// The lease goes back at once and its taking is forgotten, so that the redelivered message may take it, be it a tick's or a forced one;
// that the attempt failed is kept. What it had recorded by then may ask for cards, and a lease that was given back says nothing of them.
async function afterFailure(deps: PollDeps, lease: Lease, error: unknown): Promise<PollMessage[]> {
  if (isLeaseLost(error)) {
    deps.log.warn('Pass given up: its lease is lost', { tenantId: lease.tenantId });
    return [];
  }
  const lastAttemptAt = isoOf(lease.takenAt);
  const failed: FleetPatch = {
    lastAttemptAt,
    lastError: 'The pass could not be recorded.',
    lastTickId: null,
    leaseTakenAt: null,
    outboxPendingSince: lease.row.outboxPendingSince ?? lastAttemptAt,
  };
  await releaseLease(deps, lease, failed).catch(() => undefined);
  throw error;
}
