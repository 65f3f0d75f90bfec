import { ageInMs, isoOf, minuteInMs } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import { retryOnConflict } from '../tenant/retry-on-conflict.ts';

const attempts = 8;
/** A note younger than this still stands: it is forgotten after five minutes at the earliest, and the rows it announces follow at once. */
const noteLifeInMs = minuteInMs;

/**
 * Notes on the tenant's row that it has unfinished operations, so that one whose message is lost is found again.
 * @throws ConflictError `Conflict` when others always are first.
 */
export async function rememberPendingOperations(deps: Pick<Ports, 'fleet' | 'clock'>, tenantId: string): Promise<void> {
  await retryOnConflict(deps, { attempts, subject: "The tenant's row" }, async () => {
    const stored = await deps.fleet.get(tenantId);
    const now = deps.clock.now();
    if (stored === undefined || ageInMs(stored.value.operationsPendingSince, now) < noteLifeInMs) return 'noted';
    const etag = await deps.fleet.merge(tenantId, { operationsPendingSince: isoOf(now) }, stored.etag);
    return etag === undefined ? 'conflict' : 'noted';
  });
}
