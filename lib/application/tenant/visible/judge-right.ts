import { type Caller, roleAt } from '../../../domain/access/caller.ts';
import { holdsRole, lacksRole, type Role } from '../../../domain/access/roles.ts';
import type { Place } from '../../../domain/access/visibility.ts';
import { cappedBelow } from './require-visible-tenant.ts';

/** Why a request would be refused, as its answer would say it. */
export interface Refusal {
  code: string;
  detail: string;
}

/** Why somebody may not ask for what needs a role at a place, before what is stored is looked at; undefined where they may. */
export function judgeRight(caller: Pick<Caller, 'role' | 'visible'>, place: Place, needed: Role): Refusal | undefined {
  if (!holdsRole(caller.role, needed)) return { code: 'Forbidden', detail: lacksRole(needed) };
  if (!holdsRole(roleAt(caller, place), needed)) return { code: 'CappedByGrant', detail: cappedBelow(needed).message };
  return undefined;
}
