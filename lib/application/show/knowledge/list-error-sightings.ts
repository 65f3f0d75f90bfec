import { sees, type Visibility } from '../../../domain/access/visibility.ts';
import type { ErrorSightings, Ports } from '../../ports/ports.ts';

type ErrorSighting = Awaited<ReturnType<ErrorSightings['list']>>[number];

/** The sort key of a sighting: when it was last seen, then what and where. */
type SightingSortKey = Pick<ErrorSighting, 'lastSeenAt' | 'family' | 'code' | 'tenantId'>;

/** One page of the unknown codes of every tenant that is visible as a whole, the last seen first: they are counted by the tenant. */
export async function listErrorSightings(
  deps: Pick<Ports, 'sightings'>,
  { visible, pageSize, after }: { visible: Visibility; pageSize: number; after?: SightingSortKey | undefined },
): Promise<{ value: ErrorSighting[]; last?: ErrorSighting }> {
  const seen = (await deps.sightings.list())
    .filter((sighting) => sees(visible, { tenantId: sighting.tenantId }) && (after === undefined || compareSightings(sighting, after) > 0))
    .sort(compareSightings);
  const value = seen.slice(0, pageSize);
  const last = value.at(-1);
  return seen.length > pageSize && last !== undefined ? { value, last } : { value };
}

function compareSightings(one: SightingSortKey, other: SightingSortKey): number {
  const [left, right] = [keyOf(one), keyOf(other)];
  if (one.lastSeenAt !== other.lastSeenAt) return one.lastSeenAt < other.lastSeenAt ? 1 : -1;
  return left < right ? -1 : left > right ? 1 : 0;
}

function keyOf({ family, code, tenantId }: SightingSortKey): string {
  return JSON.stringify([family, code, tenantId]);
}
