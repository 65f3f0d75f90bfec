import { describe, expect, it } from '@jest/globals';
import { decideLease, isForcePending, leaseColumns, planTenant, rememberedSince } from '../../../lib/domain/tenant/pass/lease.ts';
import type { FleetRow } from '../../../lib/domain/tenant/tenant.ts';
import { ago, now } from '../fixtures.ts';

const tickId = ago(0);
const earlier = ago(300_000);
const tick = (id = tickId) => ({ kind: 'tick', tickId: id }) as const;
const force = { kind: 'force', requestedAt: ago(1) } as const;
const rebuild = { kind: 'rebuild', requestedAt: ago(1) } as const;
const row = (changes: Partial<FleetRow> = {}): FleetRow => ({ v: 1, tenantId: 't', ...changes });
const live = { leaseOwner: 'other', leaseUntil: ago(-1) };
const dead = { leaseOwner: 'other', leaseUntil: ago(0) };

describe('decideLease', () => {
  it.each([
    ['a new tenant', row(), tick(), undefined],
    ['an older tick', row({ lastTickId: earlier }), tick(), undefined],
    ['the same tick', row({ lastTickId: tickId }), tick(), 'alreadyPolled'],
    ['a late message', row({ lastTickId: tickId }), tick(earlier), 'alreadyPolled'],
    ['a tick that a wrong clock put ahead', row({ lastTickId: ago(-86_400_000) }), tick(), undefined],
    ['a pass that a wrong clock put ahead', row({ leaseTakenAt: ago(-86_400_000) }), force, undefined],
    ['a live lease', row(live), tick(), 'leaseHeld'],
    ['a lease that has expired', row(dead), tick(), undefined],
    ['a lease that was released', row({ leaseUntil: ago(-1) }), tick(), undefined],
    ['a time not reached yet', row({ notBefore: ago(-1) }), tick(), 'notBefore'],
    ['a time reached', row({ notBefore: ago(0) }), tick(), undefined],
    ['a force in the same tick', row({ lastTickId: tickId, leaseTakenAt: earlier }), force, undefined],
    ['a force already served', row({ leaseTakenAt: ago(1) }), force, 'alreadySatisfied'],
    ['a force that meets a live lease', row(live), force, 'leaseHeld'],
    ['a force that must wait', row({ notBefore: ago(-1) }), force, 'notBefore'],
    ['a rebuild, which asks nothing of Graph', row({ notBefore: ago(-1) }), rebuild, undefined],
  ])('judges %s', (_title, value, request, reason) => {
    expect(decideLease(value, request, now)).toEqual(reason === undefined ? { take: true } : { take: false, reason });
  });
});

describe('leaseColumns', () => {
  const terms = { owner: 'me', now, leaseInMs: 90_000, currentTickId: tickId };

  it('marks the current tick, not that of the message', () => {
    expect(leaseColumns(row(), tick(earlier), terms)).toEqual({
      leaseOwner: 'me',
      leaseUntil: ago(-90_000),
      leaseFrom: ago(0),
      leaseTakenAt: ago(0),
      lastTickId: tickId,
    });
  });

  it('leaves tick and time alone for a rebuild', () => {
    expect(leaseColumns(row(), rebuild, terms)).toEqual({ leaseOwner: 'me', leaseUntil: ago(-90_000), leaseFrom: ago(0) });
  });

  it('lets the dispatcher look after a lease that was never released', () => {
    expect(leaseColumns(row(dead), tick(), terms).outboxPendingSince).toBe(ago(0));
    expect(leaseColumns(row({ ...dead, outboxPendingSince: earlier }), tick(), terms)).not.toHaveProperty('outboxPendingSince');
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
    expect(rememberedSince(row(), force, 'leaseHeld')).toBe(ago(1));
    expect(rememberedSince(row({ forceRequestedAt: ago(0) }), force, 'notBefore')).toBeUndefined();
    expect(rememberedSince(row(), force, 'alreadySatisfied')).toBeUndefined();
    expect(rememberedSince(row(), tick(), 'leaseHeld')).toBeUndefined();
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
