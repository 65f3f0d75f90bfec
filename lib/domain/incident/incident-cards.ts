import type { OutboxRef } from '../ids.ts';
import { isoOf } from '../time.ts';
import type { CardKind, Incident, OpenIncident, OutboxRow, TimelineEntry } from './incident.ts';

const timelineLimit = 100;

/** The incident with one more entry; of a long life the opening and the latest entries stay. */
export function withEntry<Life extends Incident>(incident: Life, entry: TimelineEntry): Life {
  const all = [...incident.timeline, entry];
  const timeline = all.length <= timelineLimit ? all : [...all.slice(0, 1), ...all.slice(1 - timelineLimit)];
  return { ...incident, timeline };
}

/** Whether any card of the incident was accepted by a channel. */
export function wasTold({ announced }: Incident): boolean {
  return Object.keys(announced ?? {}).length > 0;
}

/** Whether a sender took a card and may have posted it. */
export function isClaimed({ claimedBy, claimedUntil }: Incident): boolean {
  return claimedBy !== undefined || claimedUntil !== undefined;
}

/**
 * Asks for a card: the incident with its next `seq` and the row that waits to be sent. An unsent card that nobody took is replaced,
 * because it would tell an old story: an opening stays one, and a warning of the switch-off gives way to the next warning alone.
 */
export function askForCard<Life extends Incident>(
  incident: Life,
  kind: CardKind,
  now: number,
): { incident: Life; outbox: OutboxRow; outboxRemoved?: OutboxRef } {
  const waiting = isClaimed(incident) || (incident.unsent?.kind === 'deadline' && kind !== 'deadline') ? undefined : incident.unsent;
  const itsKind = waiting?.kind === 'opened' ? 'opened' : kind;
  const { tenantId, incidentId, hash, condition, causeCode } = incident;
  const seq = incident.seq + 1;
  const unsent = { hash, kind: itsKind, seq, createdAt: isoOf(now) };
  const outbox: OutboxRow = { v: 1, tenantId, incidentId, ...unsent, condition, causeCode };
  return { incident: { ...incident, seq, unsent }, outbox, ...(waiting !== undefined && { outboxRemoved: waiting }) };
}

/**
 * The incident under the one that explains it, and its card that need not be sent any more: what somebody may have posted already goes its
 * way, and so does a warning of the switch-off. The very same incident where nothing changes.
 */
export function placeUnder(incident: OpenIncident, parentId: string, now: number): { incident: OpenIncident; takenBack?: OutboxRef } {
  const { unsent, ...rest } = incident;
  const takenBack = unsent === undefined || isClaimed(incident) || unsent.kind === 'deadline' ? undefined : unsent;
  const kept: OpenIncident = takenBack === undefined ? incident : rest;
  if (incident.parentId === parentId) return { incident: kept, ...(takenBack && { takenBack }) };
  const at = isoOf(now);
  const placed = withEntry({ ...kept, parentId, updatedAt: at }, { at, what: 'explained' });
  return { incident: placed, ...(takenBack && { takenBack }) };
}

/** The incident away from one that does not explain it: from now on it speaks for itself. */
export function leaveParent({ parentId: _, ...incident }: OpenIncident, now: number): OpenIncident {
  const at = isoOf(now);
  return withEntry({ ...incident, updatedAt: at }, { at, what: 'notExplained' });
}
