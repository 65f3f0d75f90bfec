import type { Condition } from '../../condition.ts';
import { parseIncidentId } from '../../ids.ts';
import { isExplainedByAgents } from '../../incident/explained-by-agents.ts';
import type { CurrentIncident, IncidentScope, OpenIncident } from '../../incident/incident.ts';
import { leaveParent } from '../../incident/incident-cards.ts';
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
  /** The open incident of the agents that the job works through, if any: whether it explains this one depends on the cause. */
  agentsIncidentId?: string;
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
  const known = renamed(noteOn(stored?.value, subject.operation) ?? stored?.value, subject);
  const parentId = parentIdOf(known, subject, sight);
  const current = parentId === undefined ? apart(known, incidents, now) : known;
  const parent = defined({ parentId });
  const decision = decideIncident(current, sight, { ...subject, ...parent, hash, channelConfigured, isMuted, reminderInMs, now });
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

// What was not read keeps the cause that it has.
function parentIdOf(
  known: CurrentIncident | undefined,
  { agentsIncidentId, condition }: IncidentSubject,
  { verdict, cause }: IncidentVerdict,
): string | undefined {
  if (agentsIncidentId === undefined) return undefined;
  const problem = verdict === 'open' || known?.state !== 'open' ? { condition, ...cause } : known;
  return isExplainedByAgents(problem) ? agentsIncidentId : undefined;
}

// One that is over keeps its children, as their history; an open one has only those that it explains.
function apart(known: CurrentIncident | undefined, incidents: KnownTenant['incidents'], now: number): CurrentIncident | undefined {
  if (known?.state !== 'open' || known.parentId === undefined) return known;
  const parent = incidents.get(parseIncidentId(known.parentId)?.hash ?? '')?.value;
  return parent?.state === 'open' && parent.incidentId === known.parentId ? leaveParent(known, now) : known;
}

function noteOn(current: CurrentIncident | undefined, operation: OperationRecord | undefined): OpenIncident | undefined {
  return current?.state === 'open' && operation !== undefined ? noteOperation(current, operation) : undefined;
}

// What the service's own problems are called is a figure of the moment of their opening; everything else is called as Graph calls it now.
function renamed(current: CurrentIncident | undefined, { displayName, scope }: IncidentSubject): CurrentIncident | undefined {
  if (current?.state !== 'open' || scope.kind === 'service' || displayName === '' || displayName === current.displayName) return current;
  return { ...current, displayName };
}
