import type { UpstreamReason } from '../../errors.ts';

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

/** Whether the tenant, or our credential in it, refuses us: others may be read well meanwhile, and waiting mends nothing. */
export function isRefusal(reason: string | undefined): boolean {
  return reason === 'consentMissing' || reason === 'unauthorized';
}
