import type { HttpRequest } from '@azure/functions';
import type { Caller } from '../../../lib/domain/access/caller.ts';
import type { Principal } from '../../../lib/domain/access/principal.ts';
import type { Admit } from '../../../lib/http/request/caller/admit.ts';
import type { Authenticate } from '../../../lib/http/request/caller/authorize.ts';

/** Lets tests say who calls and what they see in one step; whoever comes without that is let in by `admit`. */
export function signIn(
  callerOf: (request: HttpRequest) => Promise<Caller | Principal | undefined>,
  admit: Admit = refuse,
): { authenticate: Authenticate; admit: Admit } {
  return { authenticate: callerOf, admit: async (principal, wish) => (isCaller(principal) ? principal : admit(principal, wish)) };
}

function isCaller(principal: Principal): principal is Caller {
  return 'visible' in principal;
}

async function refuse(principal: Principal): Promise<never> {
  throw new Error(`Nobody has said what ${principal.actor} sees`);
}
