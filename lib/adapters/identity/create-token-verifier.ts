import type { CryptoKey } from 'jose';
import type { Clock, Log } from '../../application/ports/ports.ts';
import type { TokenVerdict, TokenVerifier } from '../../application/ports/token-verifier.ts';
import { judgeClaims } from '../../domain/access/judge-claims.ts';
import { type TokenRules, tokenIssuer } from '../../domain/access/token-rules.ts';
import { UpstreamError } from '../../domain/errors.ts';
import { fetchKeySet } from './fetch-key-set.ts';
import { createKeyCache } from './key-cache.ts';
import type { SigningKey } from './key-set.ts';
import { keyIdOf, parseToken } from './parse-token.ts';
import { claimsOfPlatformPrincipal } from './platform-principal.ts';

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

const toleranceInSeconds = 60;

/**
 * Verifies access tokens in code. Everything that needs no key is judged before a key is looked for, so that only somebody who knows whom
 * this API serves can cause a fetch; jose is loaded with the first token that comes so far.
 */
export function createTokenVerifier(
  { clock, log }: VerifierDeps,
  { rules, keysUrl, trustsPlatform, timeoutInMs = 5_000 }: VerifierOptions,
): TokenVerifier {
  const keys = createKeyCache({ clock, log, fetchKeys: () => fetchKeySet(keysUrl, timeoutInMs) });
  const importKey = createKeyImport();

  async function prove(token: string, key: SigningKey): Promise<TokenVerdict> {
    const { jwtVerify } = await import('jose');
    const now = clock.now();
    const options = { algorithms: ['RS256'], typ: 'JWT', clockTolerance: toleranceInSeconds, currentDate: new Date(now) };
    const { payload } = await jwtVerify(token, await importKey(key), options);
    return judgeClaims(payload, rules, now);
  }

  function judgePlatform(header: string): TokenVerdict {
    const claims = claimsOfPlatformPrincipal(header);
    return claims === undefined ? { fault: 'malformed' } : judgeClaims(claims, rules, clock.now());
  }

  return {
    keyFetches: () => keys.fetches,
    ...(trustsPlatform && { verifyPlatformPrincipal: judgePlatform }),
    async verify(token, fetching) {
      const parsed = parseToken(token);
      const kid = parsed && keyIdOf(parsed.header);
      if (parsed === undefined || kid === undefined) return { fault: 'malformed' };
      const claimed = judgeClaims(parsed.claims, rules, clock.now());
      if ('fault' in claimed) return claimed;
      const { tenantId } = claimed.principal;
      // The endpoint names the issuer of version 2 also for keys that sign tokens of version 1.
      const issuers = [tokenIssuer(rules, tenantId, '2.0'), tokenIssuer(rules, tenantId, '1.0')];
      const key = await keys.find({ kid, tenantId, issuers }, fetching);
      if (key === 'unknown') return { fault: 'unknownKey' };
      if (key === 'unavailable') {
        throw new UpstreamError({ service: 'identity', operation: 'keys', reason: 'unavailable', retryAfterInMs: keys.restInMs() });
      }
      return prove(token, key).catch(() => ({ fault: 'wrongSignature' }));
    },
  };
}

function createKeyImport(): (key: SigningKey) => Promise<CryptoKey> {
  const imported = new WeakMap<SigningKey, Promise<CryptoKey>>();
  return (key) => {
    const known = imported.get(key) ?? importRsaKey(key);
    imported.set(key, known);
    return known;
  };
}

// Only the public numbers: whatever else the endpoint sends of a key is left behind.
async function importRsaKey({ n, e }: SigningKey): Promise<CryptoKey> {
  const { importJWK } = await import('jose');
  const key = await importJWK({ kty: 'RSA', n, e, alg: 'RS256' }, 'RS256');
  if (key instanceof Uint8Array) throw new TypeError('The key is a secret.');
  return key;
}
