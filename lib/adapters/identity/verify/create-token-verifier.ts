import type { Clock, Log } from '../../../application/ports/ports.ts';
import type { KeyFetching, TokenVerdict, TokenVerifier } from '../../../application/ports/token-verifier.ts';
import { judgeClaims } from '../../../domain/access/judge-claims.ts';
import { type TokenRules, tokenIssuer } from '../../../domain/access/token-rules.ts';
import { UpstreamError } from '../../../domain/errors.ts';
import { fetchKeySet } from './fetch-key-set.ts';
import { createKeyCache } from './key-cache.ts';
import type { WantedKey } from './key-set.ts';
import { keyIdOf, parseToken } from './parse-token.ts';
import { claimsOfPlatformPrincipal } from './platform-principal.ts';
import { createSignedReader, unsignedToken } from './read-signed.ts';

interface VerifierDeps {
  clock: Pick<Clock, 'now'>;
  log: Log;
}

export interface VerifierOptions {
  rules: TokenRules;
  keysUrl: string;
  /** Whether the platform in front of the app signs people in, and is believed. */
  trustsPlatform: boolean;
  /** How long the key endpoint may take. */
  timeoutInMs?: number;
}

/**
 * Verifies access tokens in code. Everything that needs no key is judged before a key is looked for, so that only somebody who knows whom
 * this API serves can cause a fetch.
 */
export function createTokenVerifier({ clock, log }: VerifierDeps, options: VerifierOptions): TokenVerifier {
  const { rules, keysUrl, trustsPlatform, timeoutInMs = 5_000 } = options;
  const keys = createKeyCache({ clock, log, fetchKeys: () => fetchKeySet(keysUrl, timeoutInMs) });
  const readSigned = createSignedReader();

  async function judge(token: string, fetching: KeyFetching): Promise<TokenVerdict> {
    const wanted = wantedKeyOf(token, rules, clock.now());
    if ('fault' in wanted) return wanted;
    const key = await keys.find(wanted, fetching);
    if (key === 'unknown') return { fault: 'unknownKey' };
    if (key === 'unavailable') {
      throw new UpstreamError({ service: 'identity', operation: 'keys', reason: 'unavailable', retryAfterInMs: keys.restInMs() });
    }
    const claims = await readSigned(token, key, clock.now());
    return claims === undefined ? { fault: wrongSignature } : judgeClaims(claims, rules, clock.now());
  }

  return {
    keyFetches: () => keys.fetches,
    ...(trustsPlatform && { verifyPlatformPrincipal: (header: string) => judgePlatform(header, rules, clock.now()) }),
    async verify(token, fetching) {
      const verdict = await judge(token, fetching);
      // A stranger must not learn by the clock how far a token came, such as whether its tenant is listed.
      const spare = 'fault' in verdict && verdict.fault !== wrongSignature ? keys.spare() : undefined;
      if (spare !== undefined) await readSigned(unsignedToken, spare, clock.now());
      return verdict;
    },
  };
}

const wrongSignature = 'wrongSignature';

/** The key that may have signed the token, if everything else of it is as it has to be. */
function wantedKeyOf(token: string, rules: TokenRules, nowInMs: number): WantedKey | { fault: string } {
  const parsed = parseToken(token);
  const kid = parsed && keyIdOf(parsed.header);
  if (parsed === undefined || kid === undefined) return { fault: 'malformed' };
  const claimed = judgeClaims(parsed.claims, rules, nowInMs);
  if ('fault' in claimed) return claimed;
  const { tenantId } = claimed.principal;
  // The endpoint names the issuer of version 2 also for keys that sign tokens of version 1.
  return { kid, tenantId, issuers: [tokenIssuer(rules, tenantId, '2.0'), tokenIssuer(rules, tenantId, '1.0')] };
}

function judgePlatform(header: string, rules: TokenRules, nowInMs: number): TokenVerdict {
  const claims = claimsOfPlatformPrincipal(header);
  return claims === undefined ? { fault: 'malformed' } : judgeClaims(claims, rules, nowInMs);
}
