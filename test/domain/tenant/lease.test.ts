import { describe, expect, it } from '@jest/globals';
import { decideLease, isForcePending, leaseColumns, mustRemember, planTenant } from '../../../lib/domain/tenant/lease.ts';
import type { FleetRow } from '../../../lib/domain/tenant/tenant.ts';
import { ago, now } from '../fixtures.ts';

const tickId = ago(0);
const earlier = ago(300_000);
const row = (changes: Partial<FleetRow> = {}): FleetRow => ({ v: 1, tenantId: 't', ...changes });
const live = { leaseOwner: 'other', leaseUntil: ago(-1) };
const dead = { leaseOwner: 'other', leaseUntil: ago(0) };

describe('decideLease', () => {
  it.each([
    ['a new tenant', row(), { tickId }, undefined],
    ['an older tick', row({ lastTickId: earlier }), { tickId }, undefined],
    ['the same tick', row({ lastTickId: tickId }), { tickId }, 'alreadyPolled'],
    ['a late message', row({ lastTickId: tickId }), { tickId: earlier }, 'alreadyPolled'],
    ['a live lease', row(live), { tickId }, 'leaseHeld'],
    ['a lease that has expired', row(dead), { tickId }, undefined],
    ['a lease that was released', row({ leaseUntil: ago(-1) }), { tickId }, undefined],
    ['a time not reached yet', row({ notBefore: ago(-1) }), { tickId }, 'notBefore'],
    ['a time reached', row({ notBefore: ago(0) }), { tickId }, undefined],
    ['a force in the same tick', row({ lastTickId: tickId, leaseTakenAt: earlier }), { force: ago(1) }, undefined],
    ['a force already served', row({ leaseTakenAt: ago(1) }), { force: ago(1) }, 'alreadySatisfied'],
    ['a force that meets a live lease', row(live), { force: ago(1) }, 'leaseHeld'],
    ['a force that must wait', row({ notBefore: ago(-1) }), { force: ago(1) }, 'notBefore'],
    ['a rebuild, which asks nothing of Graph', row({ notBefore: ago(-1) }), { force: ago(1), rebuild: true as const }, undefined],
  ])('judges %s', (_title, value, request, reason) => {
    expect(decideLease(value, request, now)).toEqual(reason === undefined ? { take: true } : { take: false, reason });
  });
});

describe('leaseColumns', () => {
  const terms = { owner: 'me', now, leaseInMs: 90_000, currentTickId: tickId };

  it('marks the current tick, not that of the message', () => {
    expect(leaseColumns(row(), { tickId: earlier }, terms)).toEqual({
      leaseOwner: 'me',
      leaseUntil: ago(-90_000),
      leaseTakenAt: ago(0),
      lastTickId: tickId,
    });
  });

  it('leaves tick and time alone for a rebuild', () => {
    expect(leaseColumns(row(), { force: ago(1), rebuild: true }, terms)).toEqual({ leaseOwner: 'me', leaseUntil: ago(-90_000) });
  });

  it('lets the dispatcher look after a lease that was never released', () => {
    expect(leaseColumns(row(dead), { tickId }, terms).outboxPendingSince).toBe(ago(0));
    expect(leaseColumns(row({ ...dead, outboxPendingSince: earlier }), { tickId }, terms)).not.toHaveProperty('outboxPendingSince');
  });
});

describe('forced passes', () => {
  it('are pending until a lease was taken after them', () => {
    expect(isForcePending(row())).toBe(false);
    expect(isForcePending(row({ forceRequestedAt: ago(1) }))).toBe(true);
    expect(isForcePending(row({ forceRequestedAt: ago(1), leaseTakenAt: ago(2) }))).toBe(true);
    expect(isForcePending(row({ forceRequestedAt: ago(1), leaseTakenAt: ago(0) }))).toBe(false);
  });

  it('are remembered when they must wait', () => {
    expect(mustRemember(row(), { force: ago(1) }, 'leaseHeld')).toBe(true);
    expect(mustRemember(row({ forceRequestedAt: ago(0) }), { force: ago(1) }, 'notBefore')).toBe(false);
    expect(mustRemember(row(), { force: ago(1) }, 'alreadySatisfied')).toBe(false);
    expect(mustRemember(row(), { tickId }, 'leaseHeld')).toBe(false);
  });
});

describe('planTenant', () => {
  const polled = { lastTickId: tickId, forceRequestedAt: ago(1) };
  it.each([
    [row(), { due: true, reason: 'newTick' }],
    [row({ lastTickId: tickId }), { due: false, reason: 'alreadyPolled' }],
    [row(polled), { due: true, reason: 'forced' }],
    [row({ ...polled, ...live }), { due: false, reason: 'alreadyPolled' }],
    [row({ ...polled, notBefore: ago(-1) }), { due: false, reason: 'alreadyPolled' }],
    [row({ notBefore: ago(-1) }), { due: false, reason: 'notBefore' }],
  ])('plans %j as %j', (value, decision) => {
    expect(planTenant(value, tickId, now)).toEqual(decision);
  });
});
