import { dayInMs, isoOf, millisOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import type { Lease } from '../tenant/held/tenant-lease.ts';
import { forgetJob, knownJobs, type TenantMemory } from '../tenant/held/tenant-memory.ts';

/** Rows deleted in one pass at most; what is left goes with the next pass. */
const rowsPerPass = 2_000;

/** Once a day: history past its time goes, and the rows of removed jobs whose last event has gone. Answers `prunedAt`, or undefined while rows are left. */
export async function pruneTenant(
  deps: Pick<Ports, 'state' | 'operations' | 'audit' | 'clock'>,
  lease: Lease,
  memory: TenantMemory,
  { historyInMs, auditInMs }: { historyInMs: number; auditInMs: number },
): Promise<string | undefined> {
  const now = deps.clock.now();
  if (now - millisOf(lease.row.prunedAt) < dayInMs) return lease.row.prunedAt;
  const before = isoOf(now - historyInMs);
  const deleted = await deps.state.pruneHistory(lease.tenantId, before, rowsPerPass);
  await deps.operations.prune(lease.tenantId, before);
  await deps.audit.prune(lease.tenantId, isoOf(now - auditInMs));
  const gone = knownJobs(memory).flatMap(({ summary, removedAt, etag }) =>
    removedAt !== undefined && removedAt < before && etag !== undefined ? { summary, etag } : [],
  );
  await deps.state.commit(
    lease.tenantId,
    gone.map(({ summary, etag }) => [{ type: 'jobPruned', key: { tenantId: lease.tenantId, ...summary }, etag }]),
  );
  for (const { summary } of gone) forgetJob(memory, summary);
  return deleted < rowsPerPass ? isoOf(now) : undefined;
}
