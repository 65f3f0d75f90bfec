import { meansTheSame } from '../../canonical-text.ts';
import { defined } from '../../optional.ts';
import { isLive, type TenantRegistration } from '../tenant.ts';

/** What people say of a tenant that they register. */
export interface TenantTerms {
  displayName?: string | undefined;
  tags?: readonly string[] | undefined;
}

interface Deed {
  actor: string;
  /** UTC ISO. */
  at: string;
}

/**
 * The registration after somebody has put the tenant by hand: what they leave out is not kept. The very same one where nothing of it
 * changes; a tenant that was removed begins anew.
 */
export function registered(
  tenantId: string,
  previous: TenantRegistration | undefined,
  { displayName, tags = [] }: TenantTerms,
  { actor, at }: Deed,
): TenantRegistration {
  const terms = defined({ displayName, tags: tags.length === 0 ? undefined : [...new Set(tags)] });
  const { source, addedAt }: Pick<TenantRegistration, 'source' | 'addedAt'> =
    previous !== undefined && isLive(previous) ? previous : { source: 'api', addedAt: at };
  const next: TenantRegistration = { v: 1, tenantId, addedAt, source, ...terms, registeredBy: actor };
  const isSame = previous?.registeredBy !== undefined && meansTheSame({ ...previous, registeredBy: actor }, next);
  return isSame ? previous : next;
}

/**
 * The tombstone of a removed tenant, which keeps the settings from bringing it back. With `purges` nothing that people said of it is kept
 * either. The very same one where nothing of it changes.
 */
export function removed(previous: TenantRegistration, { at, purges }: { at: string; purges: boolean }): TenantRegistration {
  const { v, tenantId, addedAt, source, removedAt = at, purgeRequestedAt } = previous;
  if (purges) return purgeRequestedAt === undefined ? { v, tenantId, addedAt, source, removedAt, purgeRequestedAt: at } : previous;
  return previous.removedAt === undefined ? { ...previous, removedAt } : previous;
}
