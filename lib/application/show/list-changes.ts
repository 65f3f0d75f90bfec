import { sees, seesPartOf, type Visibility } from '../../domain/access/visibility.ts';
import { ConflictError } from '../../domain/errors.ts';
import type { FleetRow } from '../../domain/tenant/tenant.ts';
import { isoOf, millisOf } from '../../domain/time.ts';
import { type Change, type ChangePlace, changesOf, compareChanges } from '../../domain/view/change-book.ts';
import type { Ports } from '../ports/ports.ts';
import { cacheLifeInMs, type FleetReader, type FleetSnapshot } from '../tenant/fleet-cache.ts';
import { shortHash } from '../tenant/identifiers.ts';
import { mapLimited } from '../tenant/map-limited.ts';
import { type ToldChange, tellChange } from './tell-change.ts';

/** How far somebody has been told. */
export interface ChangeCursor {
  /** Everything that was published up to then was told, UTC ISO; the empty text is before all of it. */
  until: string;
  /** Of what they saw: other rights, or a tenant that was removed, end the cursor. */
  scope: string;
  /** Behind `until`, everything up to this place was told as well. */
  place?: ChangePlace | undefined;
}

interface ChangesPage {
  value: ToldChange[];
  cursor: ChangeCursor;
  /** Whether more is there to be told now. */
  isMore: boolean;
}

interface ChangesQuery {
  visible: Visibility;
  since?: ChangeCursor | undefined;
  pageSize: number;
  leaseInMs: number;
}

type Deps = Pick<Ports, 'clock' | 'views' | 'state' | 'operations'> & { fleetRows: FleetReader };

const readsAtOnce = 16;

/**
 * What changed in the tenants somebody sees, oldest first, each change at least once. Only what nothing can come before any more is told:
 * no lease that is older is still out, and no instance whose clock is late by less than a lease can publish earlier. Without `since`
 * nothing is told but where to begin.
 * @throws ConflictError `ChangesGone` where not everything since the cursor can be told.
 */
export async function listChanges(deps: Deps, { visible, since, pageSize, leaseInMs }: ChangesQuery): Promise<ChangesPage> {
  const now = deps.clock.now();
  const rows = seenRows(await deps.fleetRows.read(), visible);
  const horizon = horizonOf(rows, now - cacheLifeInMs - leaseInMs);
  const end = { until: horizon, scope: scopeAt(horizon, rows, visible) };
  if (since === undefined) return { value: [], cursor: end, isMore: false };
  if (since.scope !== scopeAt(since.until, rows, visible)) throw gone('What the caller sees is not the same any more.');
  const open = await openChanges(deps, rows, { visible, since, until: horizon });
  const value: ToldChange[] = [];
  let at = 0;
  // What is told of nothing that may be seen must not end a page early.
  while (value.length === 0 && at < open.length) {
    const part = open.slice(at, at + pageSize);
    value.push(...(await mapLimited(part, readsAtOnce, (change) => tellChange(deps, change, visible))).flat());
    at += part.length;
  }
  const last = open[at - 1];
  if (at < open.length && last !== undefined) return { value, cursor: { ...since, place: placeOf(last) }, isMore: true };
  return { value, cursor: horizon > since.until ? end : since, isMore: false };
}

function seenRows({ tenants, service }: FleetSnapshot, visible: Visibility): FleetRow[] {
  const seen = tenants.filter(({ tenantId }) => seesPartOf(visible, tenantId));
  return visible === 'all' && service !== undefined ? [...seen, service] : seen;
}

// Whoever holds a lease, or died with it, may publish with any time since it was taken or prolonged last.
function horizonOf(rows: readonly FleetRow[], latest: number): string {
  const open = rows.flatMap(({ leaseOwner, leaseFrom }) => (leaseOwner === undefined ? [] : [millisOf(leaseFrom) - 1]));
  const horizon = Math.min(latest, ...open);
  return Number.isNaN(horizon) ? '' : isoOf(horizon);
}

// A tenant that was added later tells all it has; one that is gone would never be heard of again.
function scopeAt(until: string, rows: readonly FleetRow[], visible: Visibility): string {
  const known = rows.flatMap(({ tenantId, registration }) =>
    registration && registration.addedAt <= until ? `${tenantId} ${registration.addedAt}` : [],
  );
  return shortHash(JSON.stringify([visible === 'all' ? visible : visible.signature, known]));
}

async function openChanges(
  { views }: Deps,
  rows: readonly FleetRow[],
  { visible, since, until }: { visible: Visibility; since: ChangeCursor; until: string },
): Promise<Change[]> {
  const changed = rows.filter(({ changedAt }) => changedAt !== undefined && changedAt > since.until);
  const books = await mapLimited(changed, readsAtOnce, ({ tenantId }) => views.readBook(tenantId));
  const open = books.flatMap((book) => {
    if (book === undefined) return [];
    if (book.droppedUntil !== undefined && book.droppedUntil > since.until) throw gone('What changed so long ago is not kept.');
    return changesOf(book, since.until, until);
  });
  const { place } = since;
  const behind = place === undefined ? open : open.filter((change) => compareChanges(change, place) > 0);
  return behind.filter((change) => isMaybeSeen(change, visible)).sort(compareChanges);
}

// Of an incident only its own row says what it is about.
function isMaybeSeen({ tenantId, kind, key }: Change, visible: Visibility): boolean {
  const [servicePrincipalId, jobId] = kind === 'jobs' ? key : key.slice(1);
  return kind === 'incidents' || sees(visible, { tenantId, servicePrincipalId, jobId });
}

function placeOf({ stamp, tenantId, kind, key }: Change): ChangePlace {
  return { stamp, tenantId, kind, key };
}

function gone(detail: string): ConflictError {
  return new ConflictError('ChangesGone', detail);
}
