import type { AuditEntry } from '../../../client/client.d.ts';
import { csvOf } from '../../words/csv.ts';

const columns = [
  'at',
  'phase',
  'action',
  'actor',
  'actor name',
  'actor kind',
  'tenant id',
  'service principal id',
  'job id',
  'incident id',
  'operation id',
  'outcome',
  'code',
  'detail',
  'parameters',
  'Graph request id',
  'request id',
  'job',
];

/** The records that are shown, as a table. */
export function auditTable(entries: readonly AuditEntry[]): string {
  return csvOf(
    columns,
    entries.map((entry) => [
      entry.at,
      entry.phase,
      entry.action,
      entry.actor,
      entry.actorName,
      entry.actorKind,
      entry.tenantId,
      entry.servicePrincipalId,
      entry.jobId,
      entry.incidentId,
      entry.operationId,
      entry.outcome,
      entry.code,
      entry.detail,
      entry.parameters && JSON.stringify(entry.parameters),
      entry.graphRequestId,
      entry.requestId,
      entry.displayName,
    ]),
  );
}
