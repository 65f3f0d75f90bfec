import type { Role } from './roles.ts';
import type { VisibleTenants } from './visible-tenants.ts';

/** Who is calling and what of the fleet exists for them. */
export interface Caller {
  /** `{tenant id}/{object id}`: never a name or an address. */
  actor: string;
  role: Role | 'none';
  tenants: VisibleTenants;
}

/** Whoever proved nothing: an open route answers them, and they see no tenant. */
export const stranger: Caller = { actor: 'unknown', role: 'none', tenants: new Set() };
