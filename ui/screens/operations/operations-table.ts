import type { Operation } from '../../../client/client.d.ts';
import { csvOf } from '../../words/csv.ts';
import { outcomeOf } from '../story/operation/operation-words.ts';

const columns = [
  'created',
  'tenant',
  'tenant id',
  'job id',
  'action',
  'scope',
  'status',
  'verification',
  'outcome',
  'requested by',
  'decided by',
  'reason',
  'sent',
  'finished',
  'Graph request id',
  'operation id',
  'job',
];

/** The operations that are shown, as a table. */
export function operationsTable(operations: readonly Operation[], tenantName: (tenantId: string) => string): string {
  return csvOf(
    columns,
    operations.map((operation) => [
      operation.createdAt,
      tenantName(operation.tenantId),
      operation.tenantId,
      operation.jobId,
      operation.action,
      operation.parameters.resetScope?.join(' '),
      operation.status,
      operation.verification,
      outcomeOf(operation),
      operation.requestedBy,
      operation.decidedBy,
      operation.parameters.reason,
      operation.sentAt,
      operation.finishedAt,
      operation.graphRequestId,
      operation.operationId,
      operation.displayName,
    ]),
  );
}
