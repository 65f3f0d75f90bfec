import { isoOf, millisOf } from '../time.ts';
import type { FleetRow } from './tenant.ts';

/** What asks for a pass: a tick's turn, or somebody who cannot wait; `rebuild` renews the views without a call to Graph. */
export type PassRequest = { tickId: string } | { force: string; rebuild?: true };

export type LeaseRefusal = 'alreadyPolled' | 'alreadySatisfied' | 'leaseHeld' | 'notBefore';
export type LeaseDecision = { take: true } | { take: false; reason: LeaseRefusal };

/** Whether the request may take the tenant's lease now (ms since the epoch). A redelivered, doubled or late request may not. */
export function decideLease(row: FleetRow, request: PassRequest, now: number): LeaseDecision {
  const refusal = refusalOf(row, request, now);
  return refusal === undefined ? { take: true } : { take: false, reason: refusal };
}

function refusalOf(row: FleetRow, request: PassRequest, now: number): LeaseRefusal | undefined {
  if ('tickId' in request && millisOf(row.lastTickId) >= millisOf(request.tickId)) return 'alreadyPolled';
  if ('force' in request && millisOf(row.leaseTakenAt) >= millisOf(request.force)) return 'alreadySatisfied';
  if (isLeaseLive(row, now)) return 'leaseHeld';
  const callsGraph = !('rebuild' in request);
  return callsGraph && millisOf(row.notBefore) > now ? 'notBefore' : undefined;
}

export function isLeaseLive(row: FleetRow, now: number): boolean {
  return row.leaseOwner !== undefined && millisOf(row.leaseUntil) > now;
}

export interface LeaseTerms {
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
    ...('rebuild' in request ? {} : { leaseTakenAt: takenAt, lastTickId: terms.currentTickId }),
    ...(row.leaseOwner !== undefined && row.outboxPendingSince === undefined ? { outboxPendingSince: takenAt } : {}),
  };
}

/** Whether somebody asked for a poll that no pass has satisfied yet. */
export function isForcePending(row: FleetRow): boolean {
  return row.forceRequestedAt !== undefined && !(millisOf(row.leaseTakenAt) >= millisOf(row.forceRequestedAt));
}

/** Whether a refused request must be remembered on the row, so that the holder or the next tick serves it. */
export function mustRemember(row: FleetRow, request: PassRequest, reason: LeaseRefusal): request is { force: string } {
  if (!('force' in request) || (reason !== 'leaseHeld' && reason !== 'notBefore')) return false;
  return !(millisOf(row.forceRequestedAt) >= millisOf(request.force));
}

export type PlanDecision = { due: true; reason: 'newTick' | 'forced' } | { due: false; reason: LeaseRefusal };

/** Whether a tenant gets a message in this tick. */
export function planTenant(row: FleetRow, tickId: string, now: number): PlanDecision {
  const decision = decideLease(row, { tickId }, now);
  if (decision.take) return { due: true, reason: 'newTick' };
  const waits = decision.reason === 'alreadyPolled' && isForcePending(row) && !isLeaseLive(row, now) && !(millisOf(row.notBefore) > now);
  return waits ? { due: true, reason: 'forced' } : { due: false, reason: decision.reason };
}
