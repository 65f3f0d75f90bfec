import type { Condition } from '../../condition.ts';
import type { CurrentIncident, IncidentScope, OpenIncident } from '../../incident/incident.ts';
import { decideIncident, type IncidentVerdict } from '../../incident/incident-life.ts';
import { noteOperation } from '../../incident/note-operation.ts';
import type { OperationRecord } from '../../operation/operation.ts';
import { defined } from '../../optional.ts';
import type { KnownTenant } from './known-tenant.ts';
import type { StateWrite } from './state-write.ts';

export interface AlertOptions {
  /** Whether there is any channel to send cards to; without one no card is asked for. */
  channelConfigured: boolean;
  reminderInMs: number;
}

export interface IncidentTerms extends AlertOptions {
  /** Milliseconds since the epoch. */
  now: number;
  /** Whether cards about what opens or goes on are held back; an end is always told to those who heard of it. */
  isMuted?: boolean;
  /** Names (scope, condition) within a tenant; the same problem always has the same one. */
  incidentHash(scope: IncidentScope, condition: Condition): string;
}

/** What the incident of one (scope, condition) is decided about. */
interface IncidentSubject {
  tenantId: string;
  scope: IncidentScope;
  /** The condition that names the incident, where that has become another one. */
  slot?: Condition;
  condition: Condition;
  displayName: string;
  flips: readonly string[];
  /** When the service switches the job off, UTC ISO; absent where it does not. */
  disableAt?: string;
  /** The open incident that explains this one, if any. */
  parentId?: string;
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
  { incidents }: Pick<KnownTenant, 'incidents'>,
  subject: IncidentSubject,
  sight: IncidentVerdict,
  { channelConfigured, reminderInMs, now, incidentHash, isMuted = false }: IncidentTerms,
): IncidentWrites {
  const hash = incidentHash(subject.scope, subject.slot ?? subject.condition);
  const stored = incidents.get(hash);
  const guard = defined({ etag: stored?.etag });
  const current = renamed(noteOn(stored?.value, subject.operation) ?? stored?.value, subject);
  const decision = decideIncident(current, sight, { ...subject, hash, channelConfigured, isMuted, reminderInMs, now });
  if (decision.kind === 'none') {
    if (current === undefined || current === stored?.value) return { writes: [] };
    return { writes: [{ type: 'incident', value: current, ...guard }], after: current };
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

// What the service's own problems are called is a figure of the moment of their opening; everything else is called as Graph calls it now.
function renamed(current: CurrentIncident | undefined, { displayName, scope }: IncidentSubject): CurrentIncident | undefined {
  if (current?.state !== 'open' || scope.kind === 'service' || displayName === '' || displayName === current.displayName) return current;
  return { ...current, displayName };
}
