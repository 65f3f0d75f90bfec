import { lesserRole, type Role } from './roles.ts';

/** A tenant, one of its service principals, or one job: whatever has these members lies there. */
export interface Place {
  tenantId: string;
  servicePrincipalId?: string | undefined;
  jobId?: string | undefined;
}

/** The part of the fleet that exists for somebody, and the most they may do in it. */
export interface LimitedVisibility {
  /** By tenant, then by `keyOf` the place within it. */
  tenants: ReadonlyMap<string, ReadonlyMap<string, Role>>;
  /** The same for the same places and caps: part of every tag and of every kept answer. */
  signature: string;
}

/** What of the fleet exists for somebody. Only whoever sees all of it sees the service's own state. */
export type Visibility = 'all' | LimitedVisibility;

/** Nothing exists. */
export const nothing: LimitedVisibility = { tenants: new Map(), signature: 'nothing' };

/** These places and nothing else. Of two caps for the same place the lesser counts. */
export function visibilityOf(scopes: readonly (Place & { cap: Role })[]): LimitedVisibility {
  const tenants = new Map<string, Map<string, Role>>();
  for (const { cap, ...place } of scopes) {
    const caps = tenants.get(place.tenantId) ?? new Map<string, Role>();
    tenants.set(place.tenantId, caps.set(keyOf(place), lesserRole(cap, caps.get(keyOf(place)) ?? cap)));
  }
  if (tenants.size === 0) return nothing;
  const entries = [...tenants].map(([tenantId, caps]) => [tenantId, [...caps].sort()] as const);
  return { tenants, signature: JSON.stringify(entries.sort()) };
}

/** The most that may be done at the place; undefined where it does not exist for them. The narrowest scope that holds it decides. */
export function capAt(visible: Visibility, { tenantId, servicePrincipalId, jobId }: Place): Role | undefined {
  if (visible === 'all') return 'Admin';
  const caps = visible.tenants.get(tenantId);
  if (caps === undefined) return undefined;
  const servicePrincipal = servicePrincipalId === undefined ? undefined : caps.get(keyOf({ tenantId, servicePrincipalId }));
  const job = jobId === undefined ? undefined : caps.get(keyOf({ tenantId, servicePrincipalId, jobId }));
  return job ?? servicePrincipal ?? caps.get('');
}

/** Whether the place exists for them, with all that it holds. */
export function sees(visible: Visibility, place: Place): boolean {
  return visible === 'all' || capAt(visible, place) !== undefined;
}

/** Whether the tenant exists for them, be it for one of its jobs alone. */
export function seesPartOf(visible: Visibility, tenantId: string): boolean {
  return visible === 'all' || visible.tenants.has(tenantId);
}

/** Whether they see the tenant, but not all of it. */
export function isPartial(visible: Visibility, tenantId: string): boolean {
  return seesPartOf(visible, tenantId) && !sees(visible, { tenantId });
}

/** Whether there is a tenant of which they see only a part. */
export function hasPartialTenants(visible: Visibility): boolean {
  return visible !== 'all' && [...visible.tenants.keys()].some((tenantId) => isPartial(visible, tenantId));
}

/** The places that are visible, each with the most that may be done there; none where everything is. */
export function placesOf(visible: Visibility): (Place & { cap: Role })[] {
  if (visible === 'all') return [];
  return [...visible.tenants].flatMap(([tenantId, caps]) => [...caps].map(([key, cap]) => ({ tenantId, ...placeOfKey(key), cap })));
}

/** Whether somebody with `outer` sees all that `inner` shows, and may do all of it there as an administrator. */
export function isWithin(inner: Visibility, outer: Visibility): boolean {
  if (outer === 'all') return true;
  return inner !== 'all' && [...inner.tenants].every(([tenantId, caps]) => [...caps.keys()].every((key) => rules(outer, tenantId, key)));
}

// A narrower scope of their own that permits less is a hole in what they may hand on.
function rules(outer: LimitedVisibility, tenantId: string, key: string): boolean {
  if (capAt(outer, { tenantId, ...placeOfKey(key) }) !== 'Admin') return false;
  return [...(outer.tenants.get(tenantId) ?? [])].every(([own, cap]) => cap === 'Admin' || !holds(key, own));
}

function holds(key: string, other: string): boolean {
  return key === '' || other.startsWith(`${key} `);
}

// No id of a service principal holds a blank.
function keyOf({ servicePrincipalId, jobId }: Place): string {
  if (servicePrincipalId === undefined) return '';
  return jobId === undefined ? servicePrincipalId : `${servicePrincipalId} ${jobId}`;
}

function placeOfKey(key: string): Omit<Place, 'tenantId'> {
  if (key === '') return {};
  const blank = key.indexOf(' ');
  return blank < 0 ? { servicePrincipalId: key } : { servicePrincipalId: key.slice(0, blank), jobId: key.slice(blank + 1) };
}
