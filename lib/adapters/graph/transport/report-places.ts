import type { Clock } from '../../../application/ports/ports.ts';

/** What one request takes of the limit. */
interface Place {
  /** Until when, milliseconds since the epoch; endless while its request is yet to be answered. */
  until: number;
}

interface Places {
  /** Those of a tenant that are taken. */
  of(tenantId: string): Place[];
  /** Those of all tenants together. */
  all(): Place[];
  take(tenantId: string, count: number): Place[];
}

/** Keeps which places are taken: each counts for its tenant, and for all of them. */
export function keepPlaces(clock: Pick<Clock, 'now'>): Places {
  const tenants = new Map<string, Place[]>();
  let everybody: Place[] = [];
  const stillTaken = (places: readonly Place[]) => places.filter(({ until }) => until > clock.now());

  function of(tenantId: string): Place[] {
    const places = stillTaken(tenants.get(tenantId) ?? []);
    if (places.length > 0) tenants.set(tenantId, places);
    else tenants.delete(tenantId);
    return places;
  }

  function all(): Place[] {
    everybody = stillTaken(everybody);
    return everybody;
  }

  return {
    of,
    all,
    take: (tenantId, count) => {
      const places = Array.from({ length: count }, () => ({ until: Number.POSITIVE_INFINITY }));
      tenants.set(tenantId, [...of(tenantId), ...places]);
      everybody = [...all(), ...places];
      return places;
    },
  };
}

/** How long until all of these are free; as long as Graph counts where one is yet to be answered. */
export function waitForAll(places: readonly Place[], now: number, windowInMs: number): number {
  const waits = places.map(({ until }) => (Number.isFinite(until) ? until - now : windowInMs));
  return Math.max(0, ...waits);
}
