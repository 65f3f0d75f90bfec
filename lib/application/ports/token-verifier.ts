import type { Principal } from '../../domain/access/principal.ts';

/** For what the key endpoint may be asked: for nothing, to renew the keys that are held, or also for a key never heard of. */
export type KeyFetching = 'never' | 'renew' | 'any';

/** Who the token proves, or why it proves nobody: for the log, not for the caller. */
export type TokenVerdict = { principal: Principal } | { fault: string };

/** Judges access tokens of Entra. */
export interface TokenVerifier {
  /** Throws `UpstreamError` while there is no key to judge a well-formed token by. */
  verify(token: string, fetching: KeyFetching): Promise<TokenVerdict>;
  /** Judges a sign-in that the platform vouches for; absent where the installation trusts none. */
  verifyPlatformPrincipal?: (header: string) => TokenVerdict;
  /** How often the key endpoint was asked. */
  keyFetches(): Readonly<Record<'succeeded' | 'failed', number>>;
}
