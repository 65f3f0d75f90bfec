import type { UpstreamReason } from '../../errors.ts';
import { defined } from '../../optional.ts';
import type { Unavailable } from '../../unavailable.ts';
import type { FleetRow } from '../tenant.ts';
import { type Unreadable, unreadableOf } from './describe-tenant.ts';

/** Why nothing at all is read of a tenant now: it does not permit it, or each try fails. */
export interface TenantRefusal {
  unavailable?: Unavailable;
  failure?: { reason: UpstreamReason; code?: string };
}

/** What keeps us from reading anything of a tenant; empty while it is read, or has not had its first turn. */
export function refusalOf(unreadable: Unreadable | undefined): TenantRefusal {
  if (unreadable === undefined || unreadable.reason === 'notYetRead') return {};
  const { reason } = unreadable;
  const code = defined({ code: unreadable.code });
  return reason === 'consentMissing' ? { unavailable: { reason, ...code } } : { failure: { reason, ...code } };
}

/** The same of its row; empty where there is none yet. */
export function refusalOfRow(row: FleetRow | undefined): TenantRefusal {
  return row === undefined ? {} : refusalOf(unreadableOf(row));
}
