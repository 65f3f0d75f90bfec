import type { RightsReader } from '../../../application/tenant/visible/rights-reader.ts';
import type { Caller } from '../../../domain/access/caller.ts';
import { formatHolder } from '../../../domain/access/grant.ts';
import type { Principal } from '../../../domain/access/principal.ts';
import { callerWith, unlimited } from '../../../domain/access/rights.ts';
import { UpstreamError } from '../../../domain/errors.ts';
import { HttpProblemError } from '../../problems/problem.ts';

/** What somebody who has proven themselves asks for, as far as it decides how their rights are read. */
interface Wish {
  /** Then the rights are read anew. */
  isChange: boolean;
  managesGrants: boolean;
}

/** Decides what of the fleet exists for somebody who has proven themselves. */
export type Admit = (principal: Principal, wish: Wish) => Promise<Caller>;

/**
 * Lets callers in with what the grants leave them.
 * @throws HttpProblemError 403 `Blocked`; 503 while the grants cannot be read: nobody sees more because of a fault.
 */
export function createAdmit(rights: RightsReader, bootstrapAdmin: string | undefined): Admit {
  return async (principal, { isChange, managesGrants }) => {
    if (managesGrants && formatHolder(principal) === bootstrapAdmin) return callerWith(principal, unlimited);
    const found = await rights.read(principal, isChange ? 'now' : 'recent').catch(refuseUnread);
    if (found.blocked) throw new HttpProblemError('Blocked', 'An administrator has blocked the caller.');
    return callerWith(principal, found);
  };
}

function refuseUnread(error: unknown): never {
  if (!(error instanceof UpstreamError)) throw error;
  const headers = { 'retry-after': '5' };
  throw new HttpProblemError('UpstreamUnavailable', `The grants cannot be read: ${error.message}`, { headers });
}
