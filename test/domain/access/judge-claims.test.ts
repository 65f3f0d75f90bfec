import { describe, expect, it } from '@jest/globals';
import { judgeClaims } from '../../../lib/domain/access/judge-claims.ts';
import { roleOfToken } from '../../../lib/domain/access/role-of-token.ts';
import { audiencesOf, type TokenRules } from '../../../lib/domain/access/token-rules.ts';
import {
  apiClientId,
  type Claims,
  homeTenant,
  idTokenClaims,
  partnerTenant,
  personClaims,
  portalClientId,
  robotClaims,
  rulesOf,
  v1Claims,
} from '../../support/sign-in/callers.ts';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const seconds = now / 1000;

function judge(claims: Claims, change: Partial<TokenRules> = {}): unknown {
  const judgement = judgeClaims(claims, rulesOf(change), now);
  return 'principal' in judgement ? judgement.principal : judgement.fault;
}

describe('the claims of an access token', () => {
  it('say who calls, through which application, and by which token', () => {
    expect(judge(personClaims(now))).toEqual({
      actor: `${homeTenant}/44444444-4444-4444-8444-444444444444`,
      tenantId: homeTenant,
      objectId: '44444444-4444-4444-8444-444444444444',
      kind: 'user',
      clientId: portalClientId,
      name: 'Ada Lovelace',
      tokenId: 'uti-of-the-token',
      role: 'Admin',
    });
    expect(judge(robotClaims(now))).toMatchObject({ kind: 'app', role: 'Admin' });
    expect(judge(robotClaims(now, { idtyp: undefined }))).toMatchObject({ kind: 'app' });
    expect(judge(personClaims(now, { idtyp: 'user' }))).toMatchObject({ kind: 'user' });
  });

  it('name the same actor however their ids are written', () => {
    const oid = '44444444-4444-4444-8444-ABCDEFABCDEF';
    expect(judge(personClaims(now, { oid, tid: homeTenant.toUpperCase() }))).toMatchObject({ actor: `${homeTenant}/${oid.toLowerCase()}` });
  });

  it('are never believed for what others may write: addresses, groups, roles of the directory', () => {
    const others = {
      email: 'admin@contoso.com',
      upn: 'admin@contoso.com',
      groups: ['Sync.Admin'],
      wids: ['62e90394-69f5-4237-9190-012177145e10'],
    };
    expect(judge(personClaims(now, { ...others, roles: [] }))).toMatchObject({ role: 'none' });
  });

  it('give a name that is safe to show, or none', () => {
    expect(judge(personClaims(now, { name: `Ada\u202e\u0000${'x'.repeat(500)}` }))).toMatchObject({
      name: expect.stringMatching(/^Ada x{100,}…$/),
    });
    expect(judge(personClaims(now, { name: ['Ada'], uti: 7 }))).not.toHaveProperty('name');
  });

  it.each([
    ['a guest, whose tenant is the one they are a guest in', personClaims(now, { acct: 1, idp: 'https://sts.windows.net/other/' }), {}],
    [
      'somebody of another listed tenant',
      personClaims(now, { tid: partnerTenant, iss: `https://login.microsoftonline.com/${partnerTenant}/v2.0` }),
      {},
    ],
    ['a clock that is a minute behind', personClaims(now, { iat: seconds + 60, nbf: seconds + 60 }), {}],
    ['a token that ended less than a minute ago', personClaims(now, { exp: seconds - 59 }), {}],
    ['a token of 28 hours', personClaims(now, { iat: seconds, exp: seconds + 28 * 3600 }), {}],
    ['a listed application', personClaims(now), { clientIds: new Set([portalClientId]) }],
    ['version 1 where it is allowed', v1Claims(now), { allowsV1: true }],
    ['version 1 for the client id', v1Claims(now, { aud: apiClientId }), { allowsV1: true }],
    [
      'version 1 for an identifier URI',
      v1Claims(now, { aud: 'https://sync.contoso.com' }),
      { allowsV1: true, audiences: audiencesOf('https://sync.contoso.com') },
    ],
    [
      'version 2 where version 1 is allowed by its URI',
      personClaims(now),
      { allowsV1: true, audiences: audiencesOf(`api://${apiClientId}`) },
    ],
  ])('let in %s', (_, claims, rules) => {
    expect(judge(claims, rules)).toMatchObject({ role: 'Admin' });
  });

  it.each([
    ['malformed', 'a token of version 1 without its client', v1Claims(now, { appid: undefined, azp: portalClientId }), { allowsV1: true }],
    ['wrongIssuer', 'a token of version 1 with the issuer of version 2', v1Claims(now, { iss: personClaims(now).iss }), { allowsV1: true }],
    ['wrongIssuer', 'a token of version 2 with the issuer of version 1', personClaims(now, { iss: v1Claims(now).iss }), { allowsV1: true }],
    [
      'wrongAudience',
      'a token of version 2 for the identifier URI',
      personClaims(now, { aud: `api://${apiClientId}` }),
      { allowsV1: true },
    ],
    ['foreignTenant', 'a token of version 1 of a foreign tenant', v1Claims(now), { allowsV1: true, tenantIds: new Set([partnerTenant]) }],
    ['malformed', 'clients that disagree', personClaims(now, { appid: apiClientId }), { allowsV1: true }],
    ['wrongVersion', 'version 1 where it is not allowed', v1Claims(now), {}],
    ['foreignClient', 'an application that is not listed', personClaims(now), { clientIds: new Set([apiClientId]) }],
    ['noAccessToken', 'an ID token that names its client', idTokenClaims(now, { azp: portalClientId }), {}],
    ['noAccessToken', 'an application with a scope', robotClaims(now, { scp: 'Sync.Access' }), {}],
    ['livesTooLong', 'a token of more than 28 hours', personClaims(now, { iat: seconds, exp: seconds + 28 * 3600 + 1 }), {}],
    ['notInTime', 'a token that ended a minute ago', personClaims(now, { exp: seconds - 60 }), {}],
    ['notInTime', 'a token of later', personClaims(now, { iat: seconds + 61 }), {}],
  ])('are refused as %s: %s', (fault, _, claims, rules) => {
    expect(judge(claims, rules)).toBe(fault);
  });
});

describe('the role of a token', () => {
  it.each([
    [['Sync.Reader', 'Sync.Admin', 'Sync.Operator'], undefined, 'Admin'],
    [['Sync.Operator', 'Sync.Reader'], 'Sync.Access', 'Operator'],
    [['Sync.Admin'], 'Sync.Read', 'Reader'],
    [['Sync.Admin'], 'Sync.Read Sync.Access', 'Admin'],
    [['Sync.Reader'], 'openid Sync.Access', 'Reader'],
    [['Sync.Admin'], 'User.Read', 'none'],
    [['Sync.Admin'], 'sync.access', 'none'],
    [['sync.admin', 'Admin', 'Sync.Admin '], 'Sync.Access', 'none'],
    [[], 'Sync.Access Sync.Admin', 'none'],
    [undefined, undefined, 'none'],
  ])('of %j with the scope %j is %s', (roles, scope, role) => {
    expect(roleOfToken(roles, scope)).toBe(role);
  });
});
