import { describe, expect, it } from '@jest/globals';
import { createTokenSource } from '../../../lib/adapters/identity/acquire/create-token-source.ts';
import type { RequestToken } from '../../../lib/adapters/identity/acquire/request-token.ts';
import { UpstreamError } from '../../../lib/domain/errors.ts';

const tenantId = '11112222-3333-4444-5555-666677778888';
const minute = 60_000;
const settings = {
  mode: 'azure-cli',
  authorityHost: 'https://login.microsoftonline.com',
  scope: 'https://graph.microsoft.com/.default',
} as const;

function jwt(claims: object): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
}

function setUp(options: { lifetimeInMs?: number; requestToken?: RequestToken; timeoutInMs?: number } = {}) {
  const clock = { at: Date.UTC(2026, 0, 12), now: () => clock.at };
  const asked: string[] = [];
  const state = { isDown: false };
  const requestToken: RequestToken = async (tenant) => {
    asked.push(tenant);
    await new Promise((resolve) => setImmediate(resolve));
    if (state.isDown) throw new UpstreamError({ service: 'identity', operation: 'getToken', reason: 'identityUnavailable' });
    return { token: `token-${asked.length}`, expiresOnTimestamp: clock.at + (options.lifetimeInMs ?? 60 * minute) };
  };
  const source = createTokenSource(settings, { clock, requestToken, ...options });
  return { source, clock, asked, state };
}

describe('the token source', () => {
  it('makes one request for fifty cold callers of a tenant, and one per tenant', async () => {
    const { source, asked } = setUp();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => source.getToken(tenantId)));
    await source.getToken('other');
    expect(new Set(tokens)).toEqual(new Set(['token-1']));
    expect(asked).toEqual([tenantId, 'other']);
  });

  it('answers from the cache until five minutes before the token expires', async () => {
    const { source, clock } = setUp();
    await source.getToken(tenantId);
    clock.at += 54 * minute;
    expect(await source.getToken(tenantId)).toBe('token-1');
    clock.at += minute;
    expect(await source.getToken(tenantId)).toBe('token-2');
  });

  it('keeps a valid token in use while the authority is down, asking at most every 30 seconds, until it expires', async () => {
    const { source, clock, asked, state } = setUp();
    await source.getToken(tenantId);
    state.isDown = true;
    clock.at += 56 * minute;
    expect(await source.getToken(tenantId)).toBe('token-1');
    expect(await source.getToken(tenantId)).toBe('token-1');
    expect(asked).toHaveLength(2);
    clock.at += 4 * minute;
    await expect(source.getToken(tenantId)).rejects.toMatchObject({ evidence: { reason: 'identityUnavailable' } });
    state.isDown = false;
    expect(await source.getToken(tenantId)).toBe('token-4');
  });

  it('renews a short-lived token at half its life, not at every call', async () => {
    const { source, clock, asked } = setUp({ lifetimeInMs: 200_000 });
    await source.getToken(tenantId);
    clock.at += 90_000;
    await source.getToken(tenantId);
    expect(asked).toHaveLength(1);
    clock.at += 10_000;
    expect(await source.getToken(tenantId)).toBe('token-2');
  });

  it('replaces a refused token when forced, and says so when it cannot', async () => {
    const { source, state } = setUp();
    await source.getToken(tenantId);
    expect(await source.getToken(tenantId, { forceRefresh: true })).toBe('token-2');
    expect(await source.getToken(tenantId)).toBe('token-2');
    state.isDown = true;
    await expect(source.getToken(tenantId, { forceRefresh: true })).rejects.toBeInstanceOf(UpstreamError);
  });

  it('refuses a token of another tenant and keeps nothing of it', async () => {
    const { source } = setUp({
      requestToken: async () => ({ token: jwt({ tid: 'another-tenant' }), expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
    });
    const error = await source.getToken(tenantId).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      evidence: { service: 'identity', reason: 'unauthorized', detail: expect.stringContaining('another tenant') },
    });
    expect(JSON.stringify(error)).not.toContain('signature');
  });

  it.each([
    ['of the tenant, in any case', jwt({ tid: tenantId.toUpperCase() })],
    ['without a tid', jwt({})],
    ['that is opaque', 'opaque'],
    ['that only looks like a JWT', 'a.b.c'],
  ])('accepts a token %s', async (_kind, token) => {
    const { source } = setUp({ requestToken: async () => ({ token, expiresOnTimestamp: Date.UTC(2026, 0, 13) }) });
    expect(await source.getToken(tenantId)).toBe(token);
  });

  it('gives up on a source that does not answer, and asks anew the next time', async () => {
    let isSilent = true;
    const requestToken: RequestToken = () =>
      isSilent ? new Promise(() => {}) : Promise.resolve({ token: 'late', expiresOnTimestamp: Date.UTC(2026, 0, 13) });
    const { source } = setUp({ requestToken, timeoutInMs: 20 });
    await expect(source.getToken(tenantId)).rejects.toMatchObject({ evidence: { service: 'identity', reason: 'timeout' } });
    isSilent = false;
    expect(await source.getToken(tenantId)).toBe('late');
  });

  it('refuses a token without a time of expiry', async () => {
    const { source } = setUp({ requestToken: async () => ({ token: 'x', expiresOnTimestamp: Number.NaN }) });
    await expect(source.getToken(tenantId)).rejects.toMatchObject({ evidence: { reason: 'malformed' } });
  });
});
