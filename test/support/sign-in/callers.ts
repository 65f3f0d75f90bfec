import type { VerifierOptions } from '../../../lib/adapters/identity/verify/create-token-verifier.ts';
import { audiencesOf } from '../../../lib/domain/access/token-rules.ts';

export const authority = 'https://login.microsoftonline.com';
export const homeTenant = '11111111-1111-4111-8111-111111111111';
export const partnerTenant = '11111111-1111-4111-8111-222222222222';
export const foreignTenant = '99999999-9999-4999-8999-999999999999';
export const apiClientId = '22222222-2222-4222-8222-222222222222';
export const portalClientId = '33333333-3333-4333-8333-333333333333';
const personId = '44444444-4444-4444-8444-444444444444';
const robotId = '55555555-5555-4555-8555-555555555555';

export type Claims = Record<string, unknown>;

/** What Entra says of a person who signed in to the portal. */
export function personClaims(nowInMs: number, change: Claims = {}): Claims {
  const now = Math.floor(nowInMs / 1000);
  const times = { iat: now - 300, nbf: now - 300, exp: now + 4_200 };
  const person = { oid: personId, sub: 'pairwise-subject-of-the-portal', name: 'Ada Lovelace', preferred_username: 'ada@contoso.com' };
  const token = { aud: apiClientId, iss: `${authority}/${homeTenant}/v2.0`, tid: homeTenant, azp: portalClientId, azpacr: '0', ver: '2.0' };
  return {
    ...token,
    ...times,
    ...person,
    roles: ['Sync.Admin'],
    scp: 'Sync.Access',
    uti: 'uti-of-the-token',
    rh: '0.AA',
    aio: 'x',
    ...change,
  };
}

/** What Entra says of an application that called by itself. */
export function robotClaims(nowInMs: number, change: Claims = {}): Claims {
  const { scp: _, name: __, preferred_username: ___, ...claims } = personClaims(nowInMs);
  return { ...claims, oid: robotId, sub: robotId, azpacr: '1', idtyp: 'app', ...change };
}

/** A token of version 1 of the same person. */
export function v1Claims(nowInMs: number, change: Claims = {}): Claims {
  const { azp, azpacr: _, ...claims } = personClaims(nowInMs);
  return {
    ...claims,
    ver: '1.0',
    appid: azp,
    appidacr: '0',
    iss: `https://sts.windows.net/${homeTenant}/`,
    aud: `api://${apiClientId}`,
    ...change,
  };
}

/** The ID token that Entra gives the same person where a page and its API share a registration. */
export function idTokenClaims(nowInMs: number, change: Claims = {}): Claims {
  const { scp: _, azp: __, azpacr: ___, ...claims } = personClaims(nowInMs);
  return { ...claims, nonce: 'nonce-of-the-page', ...change };
}

export function rulesOf(change: Partial<VerifierOptions['rules']> = {}): VerifierOptions['rules'] {
  return {
    authority,
    v1Authority: 'https://sts.windows.net',
    tenantIds: new Set([homeTenant, partnerTenant]),
    audiences: audiencesOf(apiClientId),
    allowsV1: false,
    ...change,
  };
}
