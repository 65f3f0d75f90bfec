import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roleAt } from '../../../lib/domain/access/caller.ts';
import { holdsRole, type Role, roles } from '../../../lib/domain/access/roles.ts';
import {
  capAt,
  hasPartialTenants,
  isPartial,
  isWithin,
  nothing,
  type Place,
  sees,
  seesPartOf,
  visibilityOf,
} from '../../../lib/domain/access/visibility.ts';

type Scope = Place & { cap: Role };

const anyPlace = fc
  .record({ tenantId: fc.constantFrom('a', 'b'), sp: fc.constantFrom(undefined, '1', '2'), job: fc.constantFrom(undefined, 'x', 'y z') })
  .map(({ tenantId, sp, job }): Place => ({ tenantId, ...(sp && { servicePrincipalId: sp }), ...(sp && job && { jobId: job }) }));
const anyScopes: fc.Arbitrary<Scope[]> = fc.array(
  fc.tuple(anyPlace, fc.constantFrom(...roles)).map(([place, cap]) => ({ ...place, cap })),
  { maxLength: 6 },
);
const allJobs = ['a', 'b'].flatMap((tenantId) =>
  ['1', '2'].flatMap((servicePrincipalId) => ['x', 'y z'].map((jobId) => ({ tenantId, servicePrincipalId, jobId }))),
);

/** Told the other way round: of the scopes that hold the place those that name the most decide, and of these the least. */
function capByHand(scopes: readonly Scope[], place: Place): Role | undefined {
  const size = ({ servicePrincipalId, jobId }: Place) => Number(servicePrincipalId !== undefined) + Number(jobId !== undefined);
  const holding = scopes.filter(
    (scope) =>
      scope.tenantId === place.tenantId &&
      (scope.servicePrincipalId ?? place.servicePrincipalId) === place.servicePrincipalId &&
      (scope.jobId ?? place.jobId) === place.jobId,
  );
  const narrowest = holding.filter((scope) => holding.every((other) => size(other) <= size(scope)));
  return narrowest.map(({ cap }) => cap).sort((one, other) => roles.indexOf(one) - roles.indexOf(other))[0];
}

describe('what somebody may see and do', () => {
  it('is decided at every place by the narrowest of their scopes that holds it', () => {
    fc.assert(
      fc.property(anyScopes, anyPlace, (scopes, place) => {
        expect(capAt(visibilityOf(scopes), place)).toBe(capByHand(scopes, place));
        expect(sees(visibilityOf(scopes), place)).toBe(capByHand(scopes, place) !== undefined);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is never more than their role, wherever it is', () => {
    fc.assert(
      fc.property(anyScopes, anyPlace, fc.constantFrom(...roles), (scopes, place, role) => {
        const held = roleAt({ role, visible: visibilityOf(scopes) }, place);
        const cap = capByHand(scopes, place);
        expect(held === 'none').toBe(cap === undefined);
        if (held !== 'none' && cap !== undefined) expect([holdsRole(role, held), holdsRole(cap, held)]).toEqual([true, true]);
      }),
    );
  });

  it('has one signature for the same places and caps, in whatever order they are written, and another for others', () => {
    fc.assert(
      fc.property(anyScopes, anyScopes, (scopes, others) => {
        const facts = (visible: Scope[]) =>
          JSON.stringify([...visibilityOf(visible).tenants].map(([id, caps]) => [id, [...caps].sort()]).sort());
        expect(visibilityOf(scopes.toReversed()).signature).toBe(visibilityOf(scopes).signature);
        expect(visibilityOf(scopes).signature === visibilityOf(others).signature).toBe(facts(scopes) === facts(others));
      }),
    );
  });

  it('is a part of a tenant where one of its jobs or service principals is all of it', () => {
    const job = visibilityOf([{ tenantId: 'a', servicePrincipalId: '1', jobId: 'x', cap: 'Reader' }]);
    expect([seesPartOf(job, 'a'), isPartial(job, 'a'), hasPartialTenants(job), seesPartOf(job, 'b')]).toEqual([true, true, true, false]);
    expect([sees(job, { tenantId: 'a' }), sees(job, { tenantId: 'a', servicePrincipalId: '1' })]).toEqual([false, false]);
    const whole = visibilityOf([{ tenantId: 'a', cap: 'Reader' }]);
    expect([seesPartOf(whole, 'a'), isPartial(whole, 'a'), hasPartialTenants(whole)]).toEqual([true, false, false]);
    expect([seesPartOf('all', 'a'), isPartial('all', 'a'), hasPartialTenants('all'), sees('all', { tenantId: '_service' })]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(visibilityOf([])).toBe(nothing);
  });
});

describe('what somebody may hand on', () => {
  it('lies within theirs where they see every place of it and are an administrator there, without a hole', () => {
    fc.assert(
      fc.property(anyScopes, anyScopes, (inner, outer) => {
        const places = inner.flatMap(({ cap: _, ...place }) => [
          place,
          ...allJobs.filter((job) => capByHand([{ ...place, cap: 'Reader' }], job) !== undefined),
        ]);
        const servicePrincipals = places.flatMap(({ tenantId, servicePrincipalId }) =>
          (servicePrincipalId === undefined ? ['1', '2'] : []).map((id) => ({ tenantId, servicePrincipalId: id })),
        );
        const isAllowed = [...places, ...servicePrincipals].every((place) => capByHand(outer, place) === 'Admin');
        expect(isWithin(visibilityOf(inner), visibilityOf(outer))).toBe(isAllowed);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is everything for whoever sees everything, and never everything for anybody else', () => {
    expect(isWithin('all', 'all')).toBe(true);
    expect(isWithin('all', visibilityOf([{ tenantId: 'a', cap: 'Admin' }]))).toBe(false);
    expect(isWithin(visibilityOf([{ tenantId: 'a', cap: 'Admin' }]), 'all')).toBe(true);
  });
});
