import { isFinished } from '../../domain/operation/operation.ts';
import { outcomeUnknown, tenantRemoved } from '../../domain/operation/operation-outcome.ts';
import { cancel, fail } from '../../domain/operation/operation-steps.ts';
import type { Ports } from '../ports/ports.ts';
import type { TenantMemory } from '../tenant/held/tenant-memory.ts';
import { auditOutcome } from './operation-audit.ts';

/** Ends what was asked for in a removed tenant: canceled where nothing was sent, else unknown, because nobody reads there any more. */
export async function endOperations(deps: Pick<Ports, 'operations' | 'audit' | 'clock'>, memory: TenantMemory): Promise<void> {
  for (const { tenantId, hash } of memory.operations.values()) {
    const stored = await deps.operations.find(tenantId, hash);
    if (stored === undefined || isFinished(stored.value)) continue;
    const { postingAt, doubt } = stored.value;
    const now = deps.clock.now();
    const ended = postingAt === undefined ? cancel(stored.value, now, tenantRemoved) : fail(stored.value, now, outcomeUnknown(doubt));
    if ((await deps.operations.replace(ended, stored)) !== undefined) await auditOutcome(deps, ended);
  }
}
