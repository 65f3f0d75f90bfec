import type { AuditEntry } from '../../../client/client.d.ts';
import { csvOf } from '../../words/csv.ts';

/** The records that are shown, as a table. */
export function auditTable(entries: readonly AuditEntry[]): string {
  return csvOf(
    entries.map((entry) => ({
      at: entry.at,
      phase: entry.phase,
      action: entry.action,
      actor: entry.actor,
      'actor name': entry.actorName,
      'actor kind': entry.actorKind,
      'tenant id': entry.tenantId,
      'service principal id': entry.servicePrincipalId,
      'job id': entry.jobId,
      'incident id': entry.incidentId,
      'operation id': entry.operationId,
      outcome: entry.outcome,
      code: entry.code,
      detail: entry.detail,
      parameters: entry.parameters && JSON.stringify(entry.parameters),
      'Graph request id': entry.graphRequestId,
      'request id': entry.requestId,
      job: entry.displayName,
    })),
  );
}
