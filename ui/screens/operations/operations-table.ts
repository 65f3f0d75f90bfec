import type { Operation } from '../../../client/client.d.ts';
import { csvOf } from '../../words/csv.ts';
import { outcomeOf } from '../story/operation/operation-words.ts';

/** The operations that are shown, as a table. */
export function operationsTable(operations: readonly Operation[], tenantName: (tenantId: string) => string): string {
  return csvOf(
    operations.map((operation) => ({
      created: operation.createdAt,
      tenant: tenantName(operation.tenantId),
      'tenant id': operation.tenantId,
      'job id': operation.jobId,
      action: operation.action,
      scope: operation.parameters.resetScope?.join(' '),
      status: operation.status,
      verification: operation.verification,
      outcome: outcomeOf(operation),
      'requested by': operation.requestedBy,
      'decided by': operation.decidedBy,
      reason: operation.parameters.reason,
      sent: operation.sentAt,
      finished: operation.finishedAt,
      'Graph request id': operation.graphRequestId,
      'operation id': operation.operationId,
      job: operation.displayName,
    })),
  );
}
