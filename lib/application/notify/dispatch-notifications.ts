import type { DispatchDeps, DispatchOptions } from './dispatch-deps.ts';
import type { SentCard } from './mark-cards.ts';
import { readPendingCards, settlePending } from './pending-cards.ts';
import { type Dispatch, settleSent } from './send-card.ts';
import { sendDigests } from './send-digests.ts';
import { sendPending } from './send-pending.ts';
import { releaseSendersLease, takeSendersLease } from './senders-lease.ts';

export interface DispatchReport {
  reason: 'noChannel' | 'leaseHeld' | 'done';
  /** Cards that a channel accepted. */
  sent: number;
  /** Rows that still wait. */
  left: number;
}

/**
 * Answers the sender. One run takes the lease of all sending, tells what is due, and leaves in the outbox what cannot be told yet:
 * at least once, and once unless the process ends between a post and its mark.
 */
export function createDispatcher(deps: DispatchDeps, options: DispatchOptions): () => Promise<DispatchReport> {
  const unmarked = new Map<string, SentCard>();

  return async function dispatchNotifications() {
    if (deps.notifiers.length === 0) return { reason: 'noChannel', sent: 0, left: 0 };
    const lease = await takeSendersLease(deps, deps.notifiers, options.leaseInMs);
    if (lease === undefined) return { reason: 'leaseHeld', sent: 0, left: 0 };
    try {
      const pending = await readPendingCards(deps);
      const dispatch: Dispatch = { lease, pending, unmarked, sent: 0 };
      for (const key of [...unmarked.keys()].filter((known) => !pending.rows.has(known))) unmarked.delete(key);
      await settleSent(deps, dispatch, [...unmarked.values()]);
      await sendPending(deps, dispatch, options);
      await sendDigests(deps, dispatch, options);
      await settlePending(deps, pending);
      const report = { reason: 'done', sent: dispatch.sent, left: pending.rows.size } as const;
      if (report.sent + report.left > 0) deps.log.info('Cards dispatched', report);
      return report;
    } finally {
      await releaseSendersLease(deps, lease);
    }
  };
}
