import type { Clock } from '../../../application/ports/ports.ts';

/** Who comes at the time that was told comes a moment later: times are told in whole seconds. */
const graceInMs = 3_000;

interface Claim {
  /** What is to be read. */
  name: string;
  /** Milliseconds since the epoch. */
  until: number;
}

interface Claims {
  /** The claim on a tenant's next places, if there is one. */
  of(tenantId: string): Claim | undefined;
  /** Keeps the places that are free in `inMs` for a reading, unless another one has them already. */
  make(tenantId: string, name: string, inMs: number): void;
  end(tenantId: string): void;
}

/**
 * Keeps whose turn is next in a tenant: a long reading that broke off at the limit would do so for ever beside short ones that take a place
 * now and then, as each of those finds one.
 */
export function keepClaims(clock: Pick<Clock, 'now'>): Claims {
  const claims = new Map<string, Claim>();
  const of = (tenantId: string) => {
    const claim = claims.get(tenantId);
    if (claim === undefined || claim.until > clock.now()) return claim;
    claims.delete(tenantId);
    return undefined;
  };
  return {
    of,
    make: (tenantId, name, inMs) => {
      if (of(tenantId) === undefined) claims.set(tenantId, { name, until: clock.now() + inMs + graceInMs });
    },
    end: (tenantId) => void claims.delete(tenantId),
  };
}
