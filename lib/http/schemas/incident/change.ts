import * as z from 'zod';
import { HistoryEntry } from '../job/history-entry.ts';
import { Operation } from '../operation.ts';
import { IncidentListItem } from './incident.ts';

/** Something that changed. */
export const Change = z
  .object({
    kind: z.enum(['event', 'incident', 'operation']),
    tenantId: z.string().meta({ description: 'Where it changed; `_service` is the service itself.' }),
    servicePrincipalId: z.string().optional().meta({ description: 'Of an event.' }),
    jobId: z.string().optional().meta({ description: 'Of an event.' }),
    event: HistoryEntry.optional(),
    incident: IncidentListItem.optional().meta({ description: 'As it is now.' }),
    operation: Operation.optional().meta({ description: 'As it is now.' }),
  })
  .meta({ id: 'Change', description: 'One of `event`, `incident` and `operation`, as `kind` says.' });
