import type { TenantTrouble } from '../../catalogue/tenant/explain-trouble.ts';
import type { UpstreamReason } from '../../errors.ts';
import type { UnreadableReason } from '../tenant.ts';

/** Why a tenant could not be read: the class, and the code that Graph or the token authority gave. */
interface Trouble {
  reason: UpstreamReason;
  code?: string;
}

/** Outages: which code Graph's front doors show for them changes from try to try. */
const outages: readonly UpstreamReason[] = ['throttled', 'unavailable', 'timeout', 'unreachable', 'malformed', 'identityUnavailable'];

/** What a tenant's trouble is told apart by: a refusal by its code, an outage by its class, so that one outage is one cause for everybody. */
export function troubleCode({ reason, code }: Trouble): string {
  const isExact = code !== undefined && (code.startsWith('AADSTS') || !outages.includes(reason));
  return isExact ? code : reason;
}

/** What a tenant is explained by that cannot be read; undefined while it can, and while its first reading is only awaited. */
export function troubleOf(reason: UnreadableReason | undefined, code: string | undefined): TenantTrouble | undefined {
  if (reason === undefined || reason === 'notYetRead') return undefined;
  return { cause: troubleCode({ reason, ...(code !== undefined && { code }) }), reason };
}

/** Whether the tenant, or our credential in it, refuses us: others may be read well meanwhile, and waiting mends nothing. */
export function isRefusal(reason: string | undefined): boolean {
  return reason === 'consentMissing' || reason === 'unauthorized';
}
