import type { Condition } from '../condition.ts';
import type { Verdict } from '../condition-count.ts';
import { formatIncidentId, type OutboxRef } from '../ids.ts';
import { ageInMs, dayInMs, hourInMs, isoOf, laterOf, millisOf } from '../time.ts';
import { type Cause, causeText, toldCause } from './cause.ts';
import { dueDeadline } from './deadline.ts';
import type {
  ClosedIncident,
  CurrentIncident,
  Incident,
  IncidentScope,
  IncidentStub,
  OpenIncident,
  OutboxRow,
  Resolution,
} from './incident.ts';
import { askForCard, isClaimed, placeUnder, wasTold, withEntry } from './incident-cards.ts';
import { incidentSeverities } from './incident-severity.ts';
import { isRecent } from './recent-incidents.ts';

export interface IncidentVerdict {
  verdict: Verdict;
  cause: Cause;
  /** Set when the subject itself is gone, which ends an incident without a recovery. */
  gone?: Exclude<Resolution, 'recovered'>;
}

export interface IncidentContext {
  tenantId: string;
  scope: IncidentScope;
  condition: Condition;
  /** 22 characters that name (scope, condition). */
  hash: string;
  displayName: string;
  /** Whether there is any channel to send cards to. */
  channelConfigured: boolean;
  /** Whether another card speaks for this one meanwhile: nothing is told but an end. What stays open announces itself afterwards. */
  isMuted?: boolean;
  /** The open incident that explains this one: it speaks for both, but of the switch-off. */
  parentId?: string;
  reminderInMs: number;
  /** When the service switches the job off, UTC ISO; absent where it does not. */
  disableAt?: string;
  /** Openings and closings in the last 24 hours, UTC ISO. */
  flips: readonly string[];
  /** Milliseconds since the epoch. */
  now: number;
}

/** The rows to write with the incident: a card to send, an unsent one to take back. */
interface CardRows {
  outbox?: OutboxRow;
  outboxRemoved?: OutboxRef;
}

export type IncidentDecision =
  | { kind: 'none'; reason: 'noIncident' | 'nothingNew' | 'noData' | 'flapping' }
  | ({ kind: 'open'; reason: 'conditionHolds'; incident: OpenIncident } & CardRows)
  | ({ kind: 'update'; reason: 'causeChanged' | 'startsFlapping' | 'channelConfigured' | 'explained'; incident: OpenIncident } & CardRows)
  | ({ kind: 'remind'; reason: 'reminderDue' | 'deadlineNear'; incident: OpenIncident } & CardRows)
  | ({ kind: 'resolve'; reason: Resolution; incident: ClosedIncident; stub: IncidentStub } & CardRows);

const flipsThatFlap = 4;
/** A flapping condition is over when it has been clear this long. */
const stableAfterInMs = hourInMs;

/** What becomes of an incident after a verdict. Data that is missing opens nothing and resolves nothing; it only lets reminders go out. */
export function decideIncident(current: CurrentIncident | undefined, sight: IncidentVerdict, context: IncidentContext): IncidentDecision {
  if (current?.state !== 'open' || context.parentId === undefined) return decideLife(current, sight, context);
  const { incident, takenBack } = placeUnder(current, context.parentId, context.now);
  const decision = decideLife(incident, sight, context);
  if (incident === current) return decision;
  const outboxRemoved = takenBack && { outboxRemoved: takenBack };
  return decision.kind === 'none' ? { kind: 'update', reason: 'explained', incident, ...outboxRemoved } : { ...outboxRemoved, ...decision };
}

function decideLife(current: CurrentIncident | undefined, sight: IncidentVerdict, context: IncidentContext): IncidentDecision {
  if (current?.state !== 'open') {
    const opens = sight.verdict === 'open' && sight.gone === undefined;
    return opens ? open(current, sight.cause, context) : { kind: 'none', reason: 'noIncident' };
  }
  if (sight.gone !== undefined) return resolve(current, sight.gone, context);
  if (sight.verdict === 'clear') return clear(current, context);
  const hasNews = sight.verdict === 'open' ? changeCause(current, sight.cause, context) : undefined;
  const idle = { kind: 'none', reason: sight.verdict === 'unknown' ? 'noData' : 'nothingNew' } as const;
  return warn(current, context) ?? hasNews ?? announceLate(current, context) ?? remind(current, context) ?? idle;
}

function open(last: IncidentStub | undefined, cause: Cause, context: IncidentContext): IncidentDecision {
  const { tenantId, scope, condition, hash, displayName, now } = context;
  const at = isoOf(now);
  const openedSeq = (last?.openedSeq ?? 0) + 1;
  const incident: OpenIncident = {
    v: 1,
    state: 'open',
    incidentId: formatIncidentId({ tenantId, hash, openedSeq }),
    hash,
    tenantId,
    scope,
    condition,
    ...cause,
    severity: cause.severity ?? incidentSeverities[condition],
    displayName,
    openedAt: at,
    openedSeq,
    seq: 0,
    updatedAt: at,
    timeline: [{ at, what: 'opened', detail: causeText(cause) }],
    ...(last?.resolvedAt !== undefined && isRecent(last.resolvedAt, now) && { lastOverAt: last.resolvedAt }),
    ...(context.parentId !== undefined && { parentId: context.parentId }),
    ...(isFlapping(context) && { flappingSince: at }),
  };
  return { kind: 'open', reason: 'conditionHolds', ...withCard(incident, 'opened', context) };
}

// The last cause wins at once; its card waits until an hour has passed since the one before.
function changeCause(incident: OpenIncident, cause: Cause, context: IncidentContext): IncidentDecision | undefined {
  const at = isoOf(context.now);
  const { condition } = context;
  const changed = incident.condition !== condition || causeText(incident) !== causeText(cause) || isRegraded(incident, cause);
  const untold = incident.cardCause !== undefined && incident.cardCause !== toldCause({ ...cause, condition });
  const silent = incident.flappingSince !== undefined || isSnoozed(incident, context.now) || !cardsGoOut(context);
  const mayTell = untold && !silent && !(ageInMs(incident.updateAskedAt, context.now) < hourInMs);
  const isMoved = cause.lastWellAt !== undefined && cause.lastWellAt !== incident.lastWellAt;
  if (!changed && !mayTell && !isMoved) return undefined;
  const { quarantineReason: _, ...rest } = incident;
  const entered = changed ? withEntry(rest, { at, what: 'updated', detail: toldCause({ ...cause, condition }) }) : rest;
  const updated: OpenIncident = { ...entered, ...cause, condition, updatedAt: at };
  if (!mayTell) return { kind: 'update', reason: 'causeChanged', incident: updated };
  return { kind: 'update', reason: 'causeChanged', ...withCard({ ...updated, updateAskedAt: at }, 'updated', context) };
}

function announceLate(incident: OpenIncident, context: IncidentContext): IncidentDecision | undefined {
  const isUntold = !wasTold(incident) && incident.unsent === undefined;
  if (!cardsGoOut(context) || !isUntold || isSnoozed(incident, context.now)) return undefined;
  return { kind: 'update', reason: 'channelConfigured', ...withCard(incident, 'opened', context) };
}

// Nothing keeps this silent: what is switched off then cannot be mended by waking up later.
function warn(incident: OpenIncident, context: IncidentContext): IncidentDecision | undefined {
  const { channelConfigured, disableAt, now } = context;
  const days = dueDeadline(incident, disableAt, now);
  if (!channelConfigured || days === undefined || disableAt === undefined || !isIntroduced(incident, context)) return undefined;
  const at = isoOf(now);
  // A reason that changed meanwhile keeps its own card.
  const cardCause = incident.cardCause ?? toldCause(incident);
  const warned = withEntry(
    { ...incident, cardCause, deadlineTold: { days, disableAt }, updatedAt: at },
    { at, what: 'deadline', detail: `${days} ${days === 1 ? 'day' : 'days'} before the job is switched off` },
  );
  return { kind: 'remind', reason: 'deadlineNear', ...askForCard(warned, 'deadline', now) };
}

// The first card of an incident is its opening, unless something holds that back; of those that wait a reminder gives way.
function isIntroduced(incident: OpenIncident, { now, isMuted, parentId }: IncidentContext): boolean {
  if (incident.unsent !== undefined) return incident.unsent.kind === 'deadline' || incident.unsent.kind === 'reminder';
  return wasTold(incident) || isSnoozed(incident, now) || isMuted === true || parentId !== undefined;
}

function remind(incident: OpenIncident, context: IncidentContext): IncidentDecision | undefined {
  const isQuiet = incident.acknowledgedAt !== undefined || isSnoozed(incident, context.now) || incident.flappingSince !== undefined;
  if (!cardsGoOut(context) || isQuiet || incident.unsent !== undefined) return undefined;
  const [first, ...others] = [
    ...Object.values({ ...incident.announced }),
    ...(incident.remindedAt === undefined ? [] : [incident.remindedAt]),
  ];
  if (first === undefined || ageInMs(others.reduce(laterOf, first), context.now) < context.reminderInMs) return undefined;
  const at = isoOf(context.now);
  const reminded = withEntry({ ...incident, remindedAt: at, updatedAt: at }, { at, what: 'reminded' });
  return { kind: 'remind', reason: 'reminderDue', ...withCard(reminded, 'reminder', context) };
}

function isRegraded({ severity }: OpenIncident, cause: Cause): boolean {
  return cause.severity !== undefined && cause.severity !== severity;
}

// What opens and closes again and again is told once and then stays open until it has been clear for a while.
function clear(incident: OpenIncident, context: IncidentContext): IncidentDecision {
  const { now } = context;
  if (incident.flappingSince !== undefined) {
    const lastFlip = context.flips.reduce(laterOf, incident.flappingSince);
    return ageInMs(lastFlip, now) >= stableAfterInMs ? resolve(incident, 'recovered', context) : { kind: 'none', reason: 'flapping' };
  }
  if (!isFlapping(context)) return resolve(incident, 'recovered', context);
  const at = isoOf(now);
  const flapping = withEntry({ ...incident, flappingSince: at, updatedAt: at }, { at, what: 'flapping' });
  const tells = cardsGoOut(context) && !isSnoozed(incident, now);
  return { kind: 'update', reason: 'startsFlapping', ...(tells ? withCard(flapping, 'updated', context) : { incident: flapping }) };
}

// A card nobody took yet is taken back; a resolved card goes only to those who may have heard of the incident.
function resolve(incident: OpenIncident, resolution: Resolution, context: IncidentContext): IncidentDecision {
  const at = isoOf(context.now);
  const { unsent, ...rest } = incident;
  const takesBack = unsent !== undefined && !isClaimed(incident);
  const kept = takesBack ? rest : incident;
  const ended: ClosedIncident = { ...kept, state: 'closed', resolvedAt: at, resolution, updatedAt: at };
  const closed = withEntry(ended, { at, what: 'resolved', detail: resolution });
  const tells = resolution !== 'tenantRemoved' && context.channelConfigured && (wasTold(incident) || isClaimed(incident));
  return {
    kind: 'resolve',
    reason: resolution,
    stub: stubOf(closed),
    ...(tells ? askForCard(closed, 'resolved', context.now) : { incident: closed }),
    ...(takesBack && { outboxRemoved: unsent }),
  };
}

/** What the row of current incidents holds once this one is over. */
export function stubOf({ hash, openedSeq, resolvedAt }: ClosedIncident): IncidentStub {
  return { v: 1, state: 'stub', hash, openedSeq, resolvedAt };
}

function withCard(incident: OpenIncident, kind: OutboxRow['kind'], context: IncidentContext): { incident: OpenIncident } & CardRows {
  if (!cardsGoOut(context)) return { incident };
  return askForCard({ ...incident, cardCause: toldCause(incident) }, kind, context.now);
}

function cardsGoOut({ channelConfigured, isMuted, parentId }: IncidentContext): boolean {
  return channelConfigured && isMuted !== true && parentId === undefined;
}

function isFlapping({ flips, now }: IncidentContext): boolean {
  return flips.filter((at) => now - millisOf(at) < dayInMs).length >= flipsThatFlap;
}

function isSnoozed({ snoozedUntil }: Incident, now: number): boolean {
  return millisOf(snoozedUntil) > now;
}
