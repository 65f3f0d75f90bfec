import type { TargetRead } from '../../domain/job/job-read.ts';
import { jobPlace } from '../../domain/job/synchronization-job.ts';
import { asOf, isUnverified, type OperationRecord } from '../../domain/operation/operation.ts';
import { verifyOperation } from '../../domain/operation/verification.ts';
import type { Ports } from '../ports/ports.ts';
import type { TenantMemory } from '../tenant/held/tenant-memory.ts';

type Deps = Pick<Ports, 'operations' | 'clock' | 'log'>;

/** The service principals whose jobs somebody waits for: those with an operation that is unfinished or not yet verified. */
export function awaitedTargets(memory: TenantMemory, now: number): string[] {
  const awaited = [...memory.operations.values()].map((operation) => asOf(operation, now)).filter(isUnverified);
  return [...new Set(awaited.map(({ servicePrincipalId }) => servicePrincipalId))].filter((id) => memory.targets.has(id)).sort();
}

/** Writes what good readings say about the operations that came before them. A lost race is decided at the next reading. */
export async function verifyOperations(deps: Deps, memory: TenantMemory, reads: readonly TargetRead[]): Promise<void> {
  if (memory.operations.size === 0) return;
  for (const read of reads) {
    if (!read.ok) continue;
    for (const snapshot of read.jobs) {
      const place = jobPlace({ servicePrincipalId: read.servicePrincipalId, jobId: snapshot.jobId });
      const operation = memory.operations.get(place);
      if (operation === undefined) continue;
      const step = verifyOperation(operation, snapshot, read.observedAt, deps.clock.now());
      if (step.operation !== operation) await write(deps, memory, place, operation, step.operation);
    }
  }
}

async function write(deps: Deps, memory: TenantMemory, place: string, before: OperationRecord, after: OperationRecord): Promise<void> {
  const stored = await deps.operations.find(after.tenantId, after.hash);
  if (stored === undefined || stored.value.updatedAt !== before.updatedAt) return;
  if ((await deps.operations.replace(after, stored)) === undefined) return;
  memory.operations.set(place, after);
  if (after.verification === before.verification) return;
  deps.log.info('Operation verified', { tenantId: after.tenantId, operationId: after.operationId, verification: after.verification });
}
