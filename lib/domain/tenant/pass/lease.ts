import { isAhead, isoOf, millisOf } from '../../time.ts';
import type { FleetRow } from '../tenant.ts';

/** What asks for a pass: a tick's turn, or somebody who cannot wait; `rebuild` renews the views without a call to Graph. */
export type PassRequest = { kind: 'tick'; tickId: string } | { kind: 'force' | 'rebuild'; requestedAt: string };

export type LeaseRefusal = 'alreadyPolled' | 'alreadySatisfied' | 'leaseHeld' | 'notBefore';
type LeaseDecision = { take: true } | { take: false; reason: LeaseRefusal };

/** Whether the request may take the tenant's lease now (ms since the epoch). A redelivered, doubled or late request may not. */
export function decideLease(row: FleetRow, request: PassRequest, now: number): LeaseDecision {
  const refusal = refusalOf(row, request, now);
  return refusal === undefined ? { take: true } : { take: false, reason: refusal };
}

function refusalOf(row: FleetRow, request: PassRequest, now: number): LeaseRefusal | undefined {
  // What a wrong clock put ahead was no pass of now.
  const isNotedBy = (notedAt: string | undefined, askedAt: string) => millisOf(notedAt) >= millisOf(askedAt) && !isAhead(notedAt, now);
  if (request.kind === 'tick') {
    if (isNotedBy(row.lastTickId, request.tickId)) return 'alreadyPolled';
  } else if (isNotedBy(row.leaseTakenAt, request.requestedAt)) return 'alreadySatisfied';
  if (isLeaseLive(row, now)) return 'leaseHeld';
  // Neither a rebuild nor the closing of a removed tenant asks anything of Graph.
  const asksGraph = request.kind !== 'rebuild' && row.registration?.removedAt === undefined;
  return asksGraph && millisOf(row.notBefore) > now ? 'notBefore' : undefined;
}

export function isLeaseLive(row: FleetRow, now: number): boolean {
  return row.leaseOwner !== undefined && millisOf(row.leaseUntil) > now;
}

interface LeaseTerms {
  owner: string;
  now: number;
  leaseInMs: number;
  currentTickId: string;
}

/**
 * The columns that taking the lease writes. A rebuild leaves tick and time of taking alone, because it reads nothing that a waiting
 * request for a poll could be satisfied with. A lease that was never released may have left cards behind: the dispatcher is told to look.
 */
export function leaseColumns(row: FleetRow, request: PassRequest, terms: LeaseTerms): Partial<FleetRow> {
  const takenAt = isoOf(terms.now);
  return {
    leaseOwner: terms.owner,
    leaseUntil: isoOf(terms.now + terms.leaseInMs),
    leaseFrom: takenAt,
    ...(request.kind === 'rebuild' ? {} : { leaseTakenAt: takenAt, lastTickId: terms.currentTickId }),
    ...(row.leaseOwner !== undefined && row.outboxPendingSince === undefined ? { outboxPendingSince: takenAt } : {}),
  };
}

/** Whether somebody asked for a poll that no pass has satisfied yet. */
export function isForcePending(row: FleetRow): boolean {
  return row.forceRequestedAt !== undefined && !(millisOf(row.leaseTakenAt) >= millisOf(row.forceRequestedAt));
}

/** Since when a refused request must be remembered on the row, so that the holder or the next tick serves it. */
export function rememberedSince(row: FleetRow, request: PassRequest, reason: LeaseRefusal): string | undefined {
  if (request.kind === 'tick' || (reason !== 'leaseHeld' && reason !== 'notBefore')) return undefined;
  return millisOf(row.forceRequestedAt) >= millisOf(request.requestedAt) ? undefined : request.requestedAt;
}

type PlanDecision = { due: true; reason: 'newTick' | 'forced' } | { due: false; reason: LeaseRefusal };

/** Whether a tenant gets a message in this tick. */
export function planTenant(row: FleetRow, tickId: string, now: number): PlanDecision {
  const decision = decideLease(row, { kind: 'tick', tickId }, now);
  if (decision.take) return { due: true, reason: 'newTick' };
  const waits = decision.reason === 'alreadyPolled' && isForcePending(row) && !isLeaseLive(row, now) && !(millisOf(row.notBefore) > now);
  return waits ? { due: true, reason: 'forced' } : { due: false, reason: decision.reason };
}
