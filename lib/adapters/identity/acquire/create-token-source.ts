import type { AccessToken } from '@azure/identity';
import type { Clock, Log } from '../../../application/ports/ports.ts';
import { UpstreamError } from '../../../domain/errors.ts';
import type { IdentitySettings } from '../identity-settings.ts';
import { tokenTimeout } from './identity-errors.ts';
import { createRequestToken, type RequestToken } from './request-token.ts';
import { readTokenTenant } from './token-tenant.ts';

const refreshMarginInMs = 5 * 60_000;
const refreshPauseInMs = 30_000;

interface TokenSourceDeps {
  clock: Pick<Clock, 'now'>;
  log?: Log;
  /** Where tokens come from; the credential of the settings unless given. */
  requestToken?: RequestToken;
  /** Deadline of one token; 15 s unless given. */
  timeoutInMs?: number;
}

interface TokenSource {
  /**
   * A token for the tenant: from the cache until 5 minutes before it expires, and until it does when no new one can be had.
   * `forceRefresh` is for a token that was refused. Parallel callers share one request.
   * @throws UpstreamError of the service `identity`.
   */
  getToken(tenantId: string, options?: { forceRefresh?: boolean }): Promise<string>;
}

interface CachedToken {
  text: string;
  expiresAtInMs: number;
  refreshAtInMs: number;
}

/** The tokens of one application identity, one cache entry per tenant. Reader and operator each have their own source. */
export function createTokenSource(settings: IdentitySettings, deps: TokenSourceDeps): TokenSource {
  const { clock } = deps;
  const requestToken = deps.requestToken ?? createRequestToken(settings);
  const cache = new Map<string, CachedToken>();
  const running = new Map<string, Promise<CachedToken>>();

  function renew(tenantId: string): Promise<CachedToken> {
    const shared = running.get(tenantId);
    if (shared !== undefined) return shared;
    const request = acquire({ ...deps, requestToken }, tenantId)
      .then((token) => {
        cache.set(tenantId, token);
        return token;
      })
      .finally(() => running.delete(tenantId));
    running.set(tenantId, request);
    return request;
  }

  async function getToken(tenantId: string, options?: { forceRefresh?: boolean }): Promise<string> {
    const cached = cache.get(tenantId);
    const now = clock.now();
    if (options?.forceRefresh || cached === undefined || now >= cached.expiresAtInMs) return (await renew(tenantId)).text;
    if (now < cached.refreshAtInMs) return cached.text;
    try {
      return (await renew(tenantId)).text;
    } catch (error) {
      if (clock.now() >= cached.expiresAtInMs) throw error;
      // Still valid: an outage of the authority must not cost every caller its deadline.
      cached.refreshAtInMs = clock.now() + refreshPauseInMs;
      deps.log?.warn('A token could not be renewed early; the valid one stays in use', { tenantId, ...evidenceOf(error) });
      return cached.text;
    }
  }

  return { getToken };
}

async function acquire(deps: TokenSourceDeps & { requestToken: RequestToken }, tenantId: string): Promise<CachedToken> {
  const { clock, log, requestToken, timeoutInMs = 15_000 } = deps;
  const { token: text, expiresOnTimestamp: expiresAtInMs } = await withDeadline(requestToken(tenantId), timeoutInMs);
  const tokenTenantId = readTokenTenant(text);
  if (tokenTenantId !== undefined && tokenTenantId.toLowerCase() !== tenantId.toLowerCase()) {
    log?.error('A token of another tenant was refused', { tenantId, tokenTenantId });
    throw refusedToken('unauthorized', 'The token belongs to another tenant; it was dropped.');
  }
  if (text === '' || !Number.isFinite(expiresAtInMs)) throw refusedToken('malformed', 'The answer holds no token or no time of expiry.');
  const now = clock.now();
  // A token that lives shorter than the margin is renewed at half its life, not at every call.
  const refreshAtInMs = Math.max(expiresAtInMs - refreshMarginInMs, now + (expiresAtInMs - now) / 2);
  return { text, expiresAtInMs, refreshAtInMs };
}

async function withDeadline(token: Promise<AccessToken>, timeoutInMs: number): Promise<AccessToken> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tokenTimeout(timeoutInMs)), timeoutInMs);
  });
  return await Promise.race([token, deadline]).finally(() => clearTimeout(timer));
}

function refusedToken(reason: 'unauthorized' | 'malformed', detail: string): UpstreamError {
  return new UpstreamError({ service: 'identity', operation: 'getToken', reason, detail });
}

function evidenceOf(error: unknown): Record<string, unknown> {
  return error instanceof UpstreamError ? { reason: error.evidence.reason, code: error.evidence.code } : {};
}
