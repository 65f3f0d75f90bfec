import type { HttpRequest } from '@azure/functions';
import type { Caller } from '../../../lib/domain/access/caller.ts';
import type { Principal } from '../../../lib/domain/access/principal.ts';
import { nothing } from '../../../lib/domain/access/visibility.ts';
import type { Admit } from '../../../lib/http/request/admit.ts';
import type { Authenticate } from '../../../lib/http/request/authorize.ts';

/** Lets tests say who calls and what they see in one step. */
export function signIn(callerOf: (request: HttpRequest) => Promise<Caller | undefined>): { authenticate: Authenticate; admit: Admit } {
  const callers = new WeakMap<Principal, Caller>();
  return {
    authenticate: async (request) => {
      const caller = await callerOf(request);
      if (caller === undefined) return undefined;
      const { visible: _, ...principal } = caller;
      callers.set(principal, caller);
      return principal;
    },
    admit: async (principal) => callers.get(principal) ?? { ...principal, role: 'none', visible: nothing },
  };
}
