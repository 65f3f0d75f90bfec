import type { Stores } from '../../../lib/adapters/tables/create-stores.ts';
import type { OutboxRow } from '../../../lib/domain/incident/incident.ts';
import { serviceTenantId } from '../../../lib/domain/tenant/tenant.ts';
import { retryAfterInSeconds } from '../plan/plan-faults.ts';
import type { ChaosWorld } from '../world/chaos-world.ts';
import type { Kill } from './books.ts';

/** Every card that waits now, those of the service itself included. */
export async function waitingCards({ direct, cloud }: Pick<ChaosWorld, 'direct' | 'cloud'>): Promise<OutboxRow[]> {
  const lists = await Promise.all([...cloud.tenantIds, serviceTenantId].map((tenantId) => direct.outbox.list(tenantId)));
  return lists.flat().map(({ value }) => value);
}

/** Rows that a sender has taken, and of which nobody has marked yet that they were sent. */
export async function claimedCards(world: ChaosWorld): Promise<Kill['claimed']> {
  const claimed = (await waitingCards(world)).filter(({ attempt = 0 }) => attempt > 0);
  return claimed.map(({ incidentId, createdAt }) => ({ incidentId, createdAt }));
}

/** An order to wait is over after so long; every longer pause is one that the product takes of its own accord. */
export const longestOrderInMs = retryAfterInSeconds * 1000 + 1_000;

/**
 * What waiting for the rate windows and the pauses of the channel comes to, and for the lease of a sender that is surely dead. One at work is
 * never disturbed, and an order never cut short.
 */
export async function letPausesOfChannelPass({ channels }: Stores, { senderIsDead = false } = {}): Promise<void> {
  const stored = await channels.get('primary');
  if (stored === undefined || (!senderIsDead && Date.parse(stored.value.leaseUntil ?? '') > Date.now())) return;
  const { notBefore, leaseOwner: _owner, leaseUntil: _until, ...record } = stored.value;
  const isUnderOrders = Date.now() - Date.parse(record.lastAttemptAt ?? '') < longestOrderInMs;
  await channels.put({ ...record, sentAt: [], ...(notBefore !== undefined && isUnderOrders && { notBefore }) }, stored.etag);
}
