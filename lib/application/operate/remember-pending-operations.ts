import { isoOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';

/** Notes on the tenant's row that it has unfinished operations, so that one whose message is lost is found again. */
export async function rememberPendingOperations(deps: Pick<Ports, 'fleet' | 'clock'>, tenantId: string): Promise<void> {
  for (;;) {
    const stored = await deps.fleet.get(tenantId);
    if (stored === undefined) return;
    const patch = { operationsPendingSince: isoOf(deps.clock.now()) };
    if ((await deps.fleet.merge(tenantId, patch, stored.etag)) !== undefined) return;
  }
}
