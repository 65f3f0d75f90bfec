import { isFinished } from '../domain/operation.ts';
import { tenantRemoved } from '../domain/operation-outcome.ts';
import { cancel } from '../domain/operation-steps.ts';
import { auditOutcome } from './operation-audit.ts';
import type { Ports } from './ports.ts';
import type { TenantMemory } from './tenant-memory.ts';

/** Cancels what was asked for in a removed tenant and has not been sent. What may have been sent is left to the worker. */
export async function cancelUnstarted(deps: Pick<Ports, 'operations' | 'audit' | 'clock'>, memory: TenantMemory): Promise<void> {
  for (const { tenantId, hash } of memory.operations.values()) {
    const stored = await deps.operations.find(tenantId, hash);
    if (stored === undefined || isFinished(stored.value) || stored.value.postingAt !== undefined) continue;
    const canceled = cancel(stored.value, deps.clock.now(), tenantRemoved);
    if ((await deps.operations.replace(canceled, stored)) !== undefined) await auditOutcome(deps, canceled);
  }
}
