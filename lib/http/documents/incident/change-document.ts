import type * as z from 'zod';
import type { ToldChange } from '../../../application/show/tell-change.ts';
import type { Change } from '../../schemas/incident/change.ts';
import { eventDocument } from '../job/history-entry-document.ts';
import { operationDocument } from '../operation-document.ts';
import { incidentListItem, type Surroundings } from './incident-document.ts';

/** Something that changed, as the API shows it. */
export function changeDocument(change: ToldChange, surroundings: Surroundings): z.input<typeof Change> {
  const { kind } = change;
  switch (change.kind) {
    case 'event': {
      const { tenantId, servicePrincipalId, jobId } = change.event;
      return { kind, tenantId, servicePrincipalId, jobId, event: eventDocument(change.event) };
    }
    case 'incident':
      return { kind, tenantId: change.incident.tenantId, incident: incidentListItem(change.incident, surroundings) };
    case 'operation':
      return { kind, tenantId: change.operation.tenantId, operation: operationDocument(change.operation, surroundings.baseUrl) };
  }
}
