import type { CurrentIncident } from '../../../domain/incident/incident.ts';
import { isRecent } from '../../../domain/incident/recent-incidents.ts';
import { isFinished, type OperationRecord } from '../../../domain/operation/operation.ts';
import type { ChangeKind, Counted } from '../../../domain/view/change-book.ts';
import { shortHash } from '../identifiers.ts';
import { knownJobs, type TenantMemory } from './tenant-memory.ts';

/** How far the events of each job and the openings of each problem are counted, removed jobs and closed incidents included. */
export function countedNow(memory: TenantMemory): Record<Exclude<ChangeKind, 'operations'>, Counted[]> {
  return {
    jobs: knownJobs(memory).map(({ summary: { servicePrincipalId, jobId }, seq }) => ({ key: [servicePrincipalId, jobId], count: seq })),
    incidents: [...memory.incidents.values()].map(({ value }) => ({
      key: [value.hash],
      count: value.openedSeq,
      version: versionOf(value),
    })),
  };
}

/** The operations that may still change, or did so lately. */
export function countOperations(operations: readonly OperationRecord[], now: number): Counted[] {
  return operations
    .filter((operation) => !isFinished(operation) || isRecent(operation.updatedAt, now))
    .map(({ hash, servicePrincipalId, jobId, updatedAt, status, verification }) => ({
      key: [hash, servicePrincipalId, jobId],
      count: 1,
      version: `${updatedAt} ${status} ${verification}`,
    }));
}

// What the sender of cards notes for itself is no change of the incident.
function versionOf(incident: CurrentIncident): string {
  if (incident.state === 'stub') return 'closed';
  const { claimedBy: _, claimedUntil: __, claimAttempt: ___, unsent: ____, ...shown } = incident;
  return shortHash(JSON.stringify(shown));
}
