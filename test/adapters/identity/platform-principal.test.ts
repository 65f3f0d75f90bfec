import { describe, expect, it } from '@jest/globals';
import { createTokenVerifier } from '../../../lib/adapters/identity/verify/create-token-verifier.ts';
import { createRecordingLog } from '../../support/recording-log.ts';
import { type Claims, homeTenant, personClaims, robotClaims, rulesOf } from '../../support/sign-in/callers.ts';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const deps = { clock: { now: () => now }, log: createRecordingLog() };
const rules = rulesOf();
const trusting = createTokenVerifier(deps, { rules, keysUrl: 'http://127.0.0.1:1/keys', trustsPlatform: true });

const longNames: Record<string, string> = {
  oid: 'http://schemas.microsoft.com/identity/claims/objectidentifier',
  tid: 'http://schemas.microsoft.com/identity/claims/tenantid',
  scp: 'http://schemas.microsoft.com/identity/claims/scope',
  sub: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier',
};
const roleType = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';

/** The header as App Service writes it. */
function headerOf(claims: Claims, change: Claims = {}): string {
  const list = Object.entries(claims).flatMap(([name, value]) => {
    if (name === 'roles') return (value as string[]).map((val) => ({ typ: roleType, val }));
    return { typ: longNames[name] ?? name, val: String(value) };
  });
  const principal = { auth_typ: 'aad', name_typ: 'name', role_typ: roleType, claims: list, ...change };
  return Buffer.from(JSON.stringify(principal)).toString('base64');
}

function judge(header: string): unknown {
  const verdict = trusting.verifyPlatformPrincipal?.(header);
  return verdict && ('principal' in verdict ? verdict.principal : verdict.fault);
}

describe('the sign-in of the platform', () => {
  it('is believed only where the installation trusts it', () => {
    const wary = createTokenVerifier(deps, { rules, keysUrl: 'http://127.0.0.1:1/keys', trustsPlatform: false });
    expect(wary.verifyPlatformPrincipal).toBeUndefined();
  });

  it('says who a person or an application is, as their token did', () => {
    expect(judge(headerOf(personClaims(now)))).toMatchObject({ kind: 'user', tenantId: homeTenant, role: 'Admin', name: 'Ada Lovelace' });
    expect(judge(headerOf(robotClaims(now, { roles: ['Sync.Reader'] })))).toMatchObject({ kind: 'app', role: 'Reader' });
  });

  it.each<[string, Claims, string]>([
    ['of another tenant', { tid: '99999999-9999-4999-8999-999999999999' }, 'foreignTenant'],
    ['for another audience', { aud: 'https://graph.microsoft.com' }, 'wrongAudience'],
    ['of another issuer', { iss: 'https://evil.example' }, 'wrongIssuer'],
    ['that is over', { exp: Math.floor(now / 1000) - 61 }, 'notInTime'],
    ['with an ID token', { scp: undefined, azp: undefined }, 'malformed'],
    ['without an object id', { oid: '' }, 'malformed'],
  ])('is judged like a token: %s', (_, change, fault) => {
    const claims = Object.fromEntries(Object.entries(personClaims(now, change)).filter(([, value]) => value !== undefined));
    expect(judge(headerOf(claims))).toBe(fault);
  });

  it.each([
    ['nothing', ''],
    ['no base64', '{}'],
    ['no JSON', Buffer.from('principal').toString('base64')],
    ['another form', Buffer.from('{"identityProvider":"aad","userId":"x","userRoles":["admin"]}').toString('base64')],
    ['another provider', headerOf(personClaims(now), { auth_typ: 'github' })],
    [
      'a claim given twice',
      headerOf(personClaims(now), {
        claims: [
          { typ: 'tid', val: homeTenant },
          { typ: longNames.tid, val: homeTenant },
        ],
      }),
    ],
    ['claims that are no texts', headerOf(personClaims(now), { claims: [{ typ: 'roles', val: ['Sync.Admin'] }] })],
    ['too much', headerOf(personClaims(now, { name: 'x'.repeat(16_384) }))],
  ])('is nobody where the header holds %s', (_, header) => {
    expect(judge(header)).toBe('malformed');
  });
});
