import type { Condition } from '../condition.ts';
import type { OutboxRef } from '../ids.ts';
import type { OperationAction, OperationStatus, VerificationState } from '../operation/operation.ts';

export type IncidentScope =
  | { kind: 'job'; servicePrincipalId: string; jobId: string }
  | { kind: 'servicePrincipal'; servicePrincipalId: string }
  /** An on-premises domain, in lower case. */
  | { kind: 'domain'; domain: string }
  | { kind: 'tenant' }
  | { kind: 'service'; name: string };

export type IncidentSeverity = 'critical' | 'warning';
/**
 * Why an incident is over; all but `recovered` without a recovery. `jobsOff`: every job of the domain is off. `syncOff`: what was behind is
 * switched off. `syncReplaced`: Entra Connect was silent for so long while cloud sync served that it is taken for retired.
 */
export const resolutions = [
  'recovered',
  'jobRemoved',
  'servicePrincipalRemoved',
  'domainRemoved',
  'jobsOff',
  'syncOff',
  'syncReplaced',
  'tenantRemoved',
] as const;
export type Resolution = (typeof resolutions)[number];
export const cardKinds = ['opened', 'updated', 'reminder', 'deadline', 'resolved'] as const;
export type CardKind = (typeof cardKinds)[number];

export interface TimelineEntry {
  at: string;
  /** opened, updated, reminded, deadline, acknowledged, snoozed, explained, notExplained, operation …, resolved */
  what: string;
  detail?: string;
}

/** The last operation on the incident's job, as far as it concerns the incident. */
export interface IncidentOperation {
  operationId: string;
  action: OperationAction;
  actor: string;
  /** When it was sent to Graph, or asked for while it was not. */
  at: string;
  status: OperationStatus;
  /** `relapsed` on an incident that opened again although the operation had ended the one before. */
  verification?: VerificationState;
}

/** A card that was accepted. */
export interface ToldCard {
  kind: CardKind;
  channel: 'primary' | 'secondary';
  at: string;
}

interface IncidentFacts {
  v: 1;
  incidentId: string;
  /** 22 characters that name (scope, condition); part of the id and of the row key. */
  hash: string;
  tenantId: string;
  scope: IncidentScope;
  condition: Condition;
  causeCode: string;
  /** Graph's quarantine reason; a change of it is a change of the incident although the code stays. */
  quarantineReason?: string;
  /** The cause that the last card asked for tells of. */
  cardCause?: string;
  /** Since when it opens and closes too often to be told each time. */
  flappingSince?: string;
  severity: IncidentSeverity;
  /** When it was last well, where its condition is an age. */
  lastWellAt?: string;
  displayName: string;
  openedAt: string;
  openedSeq: number;
  /** When the same problem was over last, if that was not more than seven days before; absent on rows that are older than it. */
  lastOverAt?: string;
  /** +1 per card this incident asked for: orders the rows of the outbox. */
  seq: number;
  updatedAt: string;
  timeline: TimelineEntry[];
  /** When the last card "reason changed" was asked for: at most one an hour. */
  updateAskedAt?: string;
  remindedAt?: string;
  /** The last warning that the service will switch the job off: how many days before, and when. */
  deadlineTold?: { days: number; disableAt: string };
  /** Its unsent row in the outbox. */
  unsent?: OutboxRef;
  announced?: Partial<Record<CardKind, string>>;
  /** The cards that a channel accepted, the oldest first; those of older releases are missing. */
  told?: ToldCard[];
  claimedBy?: string;
  claimedUntil?: string;
  claimAttempt?: number;
  acknowledgedAt?: string;
  acknowledgedBy?: string;
  /** As they were called when they signed in; absent on rows that are older than it. */
  acknowledgedByName?: string;
  snoozedUntil?: string;
  snoozedBy?: string;
  snoozeReason?: string;
  operation?: IncidentOperation;
  /** The incident that explains this one, or did while it was open: its card speaks for both. */
  parentId?: string;
}

export interface OpenIncident extends IncidentFacts {
  state: 'open';
  resolvedAt?: never;
  resolution?: never;
}

export interface ClosedIncident extends IncidentFacts {
  state: 'closed';
  resolvedAt: string;
  resolution: Resolution;
}

/** A problem with a life: opened → updated → resolved. */
export type Incident = OpenIncident | ClosedIncident;

/** What lists show of an incident. */
export type IncidentSummary = Pick<
  Incident,
  | 'incidentId'
  | 'tenantId'
  | 'state'
  | 'scope'
  | 'condition'
  | 'causeCode'
  | 'severity'
  | 'displayName'
  | 'openedAt'
  | 'updatedAt'
  | 'resolvedAt'
  | 'resolution'
  | 'acknowledgedAt'
  | 'acknowledgedBy'
  | 'acknowledgedByName'
  | 'snoozedUntil'
  | 'snoozedBy'
  | 'snoozeReason'
  | 'operation'
  | 'parentId'
>;

/** What remains in the range of current rows after an incident closed: the next opening continues its numbering. */
export interface IncidentStub {
  v: 1;
  state: 'stub';
  hash: string;
  openedSeq: number;
  /** When that opening ended; missing where an older release closed it. */
  resolvedAt?: string;
}

/** What holds now of one (scope, condition) that ever was a problem. */
export type CurrentIncident = OpenIncident | IncidentStub;

/** A card that waits to be sent. */
export interface OutboxRow extends OutboxRef {
  v: 1;
  tenantId: string;
  incidentId: string;
  kind: CardKind;
  condition: Condition;
  causeCode: string;
  /** The card a sender took it for, and how often one did. */
  cardId?: string;
  attempt?: number;
}
