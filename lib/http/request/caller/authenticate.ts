import type { HttpRequest } from '@azure/functions';
import type { Clock, Log } from '../../../application/ports/ports.ts';
import type { TokenVerdict, TokenVerifier } from '../../../application/ports/token-verifier.ts';
import type { AccessCounts } from '../../../domain/access/access-counts.ts';
import type { Authenticate } from './authorize.ts';
import { readBearer } from './read-bearer.ts';

interface AuthenticatorDeps {
  clock: Pick<Clock, 'now'>;
  log: Log;
  verifier: TokenVerifier;
  access: AccessCounts;
}

/**
 * Asks who the token proves. Strangers cost little: beyond 60 refused tokens in a minute no key is fetched for one and none is written of,
 * while a token whose key is held is verified whatever strangers do.
 */
export function createAuthenticator({ clock, log, verifier, access }: AuthenticatorDeps): Authenticate {
  const budget = createMinuteBudget(clock, 60);
  return async (request, route) => {
    const fetching = budget.isSpent() ? 'renew' : 'any';
    const verdict = await judge(request, (token) => verifier.verify(token, route === 'open' ? 'never' : fetching));
    if (verdict === undefined) return undefined;
    if ('principal' in verdict) return verdict.principal;
    if (!budget.isSpent()) log.info('A token was refused', { fault: verdict.fault });
    budget.spend();
    return undefined;
  };

  async function judge(request: HttpRequest, verify: (token: string) => Promise<TokenVerdict>): Promise<TokenVerdict | undefined> {
    const bearer = readBearer(request);
    const platform = request.headers.get('x-ms-client-principal');
    if (platform !== null && verifier.verifyPlatformPrincipal === undefined) access.untrustedPrincipals += 1;
    // What is no token at all goes the same way, for it to take the same time.
    if (bearer !== 'none') return verify(bearer === 'malformed' ? '' : bearer.token);
    return platform === null ? undefined : verifier.verifyPlatformPrincipal?.(platform);
  }
}

interface MinuteBudget {
  isSpent(): boolean;
  spend(): void;
}

function createMinuteBudget(clock: Pick<Clock, 'now'>, perMinute: number): MinuteBudget {
  let minute = 0;
  let spent = 0;
  const spentNow = () => {
    const now = Math.floor(clock.now() / 60_000);
    if (now !== minute) [minute, spent] = [now, 0];
    return spent;
  };
  return {
    isSpent: () => spentNow() >= perMinute,
    spend: () => {
      spent = spentNow() + 1;
    },
  };
}
