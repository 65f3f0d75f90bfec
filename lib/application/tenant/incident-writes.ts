import type { Condition } from '../../domain/condition.ts';
import type { CurrentIncident, IncidentScope, OpenIncident } from '../../domain/incident/incident.ts';
import { decideIncident, type IncidentVerdict } from '../../domain/incident/incident-life.ts';
import { noteOperation } from '../../domain/incident/note-operation.ts';
import type { OperationRecord } from '../../domain/operation/operation.ts';
import { defined } from '../../domain/optional.ts';
import type { StateWrite } from '../ports/ports.ts';
import { incidentHash } from './identifiers.ts';
import type { TenantMemory } from './tenant-memory.ts';

export interface AlertOptions {
  /** Whether there is any channel to send cards to; without one no card is asked for. */
  channelConfigured: boolean;
  reminderInMs: number;
}

/** What the incident of one (scope, condition) is decided about. */
interface IncidentSubject {
  tenantId: string;
  scope: IncidentScope;
  condition: Condition;
  displayName: string;
  flips: readonly string[];
  /** The job's current or last operation, which its incident tells of. */
  operation?: OperationRecord;
}

export interface IncidentWrites {
  writes: StateWrite[];
  /** What holds after the writes. */
  after?: CurrentIncident;
  incidentId?: string;
}

/** The rows that a verdict about one incident writes; none when nothing becomes of it. */
export function incidentWrites(
  memory: TenantMemory,
  subject: IncidentSubject,
  sight: IncidentVerdict,
  options: AlertOptions & { now: number },
): IncidentWrites {
  const hash = incidentHash(subject.scope, subject.condition);
  const stored = memory.incidents.get(hash);
  const guard = defined({ etag: stored?.etag });
  const noted = noteOn(stored?.value, subject.operation);
  const decision = decideIncident(noted ?? stored?.value, sight, { ...subject, ...options, hash });
  if (decision.kind === 'none') {
    if (noted === undefined) return { writes: [] };
    return { writes: [{ type: 'incident', value: noted, ...guard }], after: noted };
  }
  const cards: StateWrite[] = [
    ...(decision.outbox === undefined ? [] : [{ type: 'outbox', value: decision.outbox } as const]),
    ...(decision.outboxRemoved === undefined ? [] : [{ type: 'outboxRemoved', row: decision.outboxRemoved } as const]),
  ];
  const { incidentId } = decision.incident;
  if (decision.kind === 'resolve') {
    const { incident, stub } = decision;
    const closing: StateWrite[] = [
      { type: 'pastIncident', value: incident },
      { type: 'incident', value: stub, ...guard },
    ];
    return { writes: [...closing, ...cards], after: stub, incidentId };
  }
  const opened = decision.kind === 'open' ? noteOn(decision.incident, subject.operation) : undefined;
  const after = opened ?? decision.incident;
  return { writes: [{ type: 'incident', value: after, ...guard }, ...cards], after, incidentId };
}

function noteOn(current: CurrentIncident | undefined, operation: OperationRecord | undefined): OpenIncident | undefined {
  return current?.state === 'open' && operation !== undefined ? noteOperation(current, operation) : undefined;
}
