import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTokenVerifier } from '../../../../lib/adapters/identity/verify/create-token-verifier.ts';
import { operations } from '../../../../lib/http/operations.ts';
import { routes } from '../../../../lib/http/routes.ts';
import { type Attack, attacks } from '../../../support/sign-in/attacks.ts';
import { homeTenant, personClaims, portalClientId, robotClaims, rulesOf } from '../../../support/sign-in/callers.ts';
import { forgeKey, signToken } from '../../../support/sign-in/forge.ts';
import { startKeyServer } from '../../../support/sign-in/key-server.ts';
import { type Answer, createHttpWorld, settingsOf, start } from '../../support/support.ts';

const key = forgeKey('key-of-the-authority');
const table = attacks({ nowInMs: start, key, foreignKey: forgeKey('key-of-a-stranger') });

let server: Awaited<ReturnType<typeof startKeyServer>>;
let world: ReturnType<typeof createHttpWorld>;

beforeAll(async () => {
  server = await startKeyServer({ now: () => start });
  server.answer({ keys: [key.jwk] });
  const options = { rules: rulesOf({ clientIds: new Set([portalClientId]) }), keysUrl: server.url, trustsPlatform: false };
  world = createHttpWorld({ settings: settingsOf('entra'), verifierOf: (deps) => createTokenVerifier(deps, options) });
});
afterAll(() => server.close());

const call = (headers: Record<string, string>, path = '/jobs') => world.call(path, { headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** All of an answer that does not name the very request. */
function withoutIds({ status, headers, json }: Answer) {
  const { 'x-request-id': _, ...others } = headers;
  const { requestId: __, ...document } = json;
  return { status, headers: others, document };
}

describe('a request whose token proves nothing', () => {
  it('is told from one that is let in', async () => {
    for (const claims of [personClaims(start), robotClaims(start), robotClaims(start, { idtyp: undefined })]) {
      expect((await call(bearer(signToken(key, claims)))).status).toBe(200);
    }
    expect((await call({ authorization: `bEARER   ${signToken(key, personClaims(start))}` })).status).toBe(200);
  });

  it('comes in at least 220 forms', () => {
    expect(new Set(table.map(({ authorization }) => authorization)).size).toBeGreaterThanOrEqual(220);
  });

  it.each(table.map((attack): [string, Attack] => [attack.title, attack]))(
    'is refused like every other: %s',
    async (_, { authorization }) => {
      const nonsense = withoutIds(await call({ authorization: 'Bearer nonsense' }));
      expect(nonsense).toMatchObject({
        status: 401,
        headers: { 'www-authenticate': 'Bearer realm="entra-sync-status", error="invalid_token"' },
      });
      expect(withoutIds(await call({ authorization }))).toEqual(nonsense);
    },
  );

  it('is refused whichever of its letters is changed', async () => {
    const token = signToken(key, personClaims(start));
    for (const [index, letter] of [...token].entries()) {
      const changed = `${token.slice(0, index)}${letter === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`;
      expect([index, await world.statusOf('/jobs', { headers: bearer(changed) })]).toEqual([index, 401]);
    }
  });

  it('never made the key endpoint be asked a second time', () => {
    expect(server.asked).toHaveLength(1);
  });

  it('does not keep anybody out who is proven', async () => {
    expect((await call(bearer(signToken(key, personClaims(start))))).status).toBe(200);
  });
});

describe('a token in a place where none belongs', () => {
  const token = signToken(key, personClaims(start));
  const principal = Buffer.from(
    JSON.stringify({ auth_typ: 'aad', role_typ: 'roles', claims: [{ typ: 'roles', val: 'Sync.Admin' }] }),
  ).toString('base64');

  it.each<[string, Record<string, string>]>([
    ['a cookie', { cookie: `access_token=${token}; AppServiceAuthSession=${token}` }],
    ['a header of the platform', { 'x-ms-token-aad-access-token': token }],
    [
      'a principal of the platform',
      { 'x-ms-client-principal': principal, 'x-ms-client-principal-id': 'x', 'x-ms-client-principal-idp': 'aad' },
    ],
    ['a function key', { 'x-functions-key': token }],
    ['a header for proxies', { 'proxy-authorization': `Bearer ${token}` }],
    ['a header of another kind', { 'x-authorization': `Bearer ${token}`, 'x-forwarded-authorization': `Bearer ${token}` }],
  ])('is not read: %s', async (_, headers) => {
    const answer = await call(headers);
    expect(answer).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer realm="entra-sync-status"' } });
  });

  it('is not read: the address', async () => {
    expect((await call({}, `/jobs?access_token=${token}`)).status).toBe(401);
    expect((await call({}, `/jobs?code=${token}`)).status).toBe(401);
  });

  it('is counted where it is a sign-in that the installation does not trust', async () => {
    const { text } = await call(bearer(token), '/metrics');
    expect(text).toContain('entrasync_untrusted_principals_total 1\n');
    expect(text).toMatch(/^entrasync_unauthenticated_total \d{3,}$/m);
    expect(text).toContain('entrasync_key_fetches_total{outcome="succeeded"} 1\n');
  });
});

describe('a sign-in of the platform that the installation trusts', () => {
  const claims = Object.entries(robotClaims(start)).map(([typ, val]) => ({ typ, val: String(val) }));
  const principal = Buffer.from(JSON.stringify({ auth_typ: 'aad', role_typ: 'roles', claims })).toString('base64');
  const options = { rules: rulesOf(), keysUrl: 'http://127.0.0.1:1/keys', trustsPlatform: true };
  const trusting = createHttpWorld({ settings: settingsOf('entra'), verifierOf: (deps) => createTokenVerifier(deps, options) });
  const statusFor = async (headers: Record<string, string>) => (await trusting.call('/jobs', { headers })).status;

  it('lets in without a token, and never in place of one that is refused', async () => {
    expect(await statusFor({ 'x-ms-client-principal': principal })).toBe(200);
    expect(await statusFor({ 'x-ms-client-principal': principal, authorization: 'Bearer nonsense' })).toBe(401);
    expect(await statusFor({ 'x-ms-client-principal': principal, authorization: 'Basic x' })).toBe(401);
    expect(await statusFor({ 'x-ms-client-principal': 'nonsense' })).toBe(401);
    expect(await statusFor({ 'x-ms-client-principal': `${principal},${principal}` })).toBe(401);
  });
});

describe('a caller who is proven', () => {
  const roles = ['none', 'Sync.Reader', 'Sync.Operator', 'Sync.Admin'] as const;
  const rank = { open: 0, Reader: 1, Operator: 2, Admin: 3 };
  const scopes: [string | undefined, number][] = [
    [undefined, 3],
    ['Sync.Access', 3],
    ['User.Read Sync.Access', 3],
    ['Sync.Read', 1],
    ['User.Read', 0],
  ];

  it.each(Object.values(operations))('reaches $id, which needs $role, by their role as far as their scope allows', async ({ id, role }) => {
    const { methods, route } = routes[id];
    const url = route.replace(/^v1/, '').replaceAll(/\{\w+\}/g, homeTenant);
    for (const [level, held] of roles.entries()) {
      for (const [scp, most] of scopes) {
        const change = { roles: held === 'none' ? undefined : [held] };
        const claims = scp === undefined ? robotClaims(start, change) : personClaims(start, { ...change, scp });
        const answer = await world.call(url, { method: methods[0] ?? 'GET', headers: bearer(signToken(key, claims)) });
        const allowed = Math.min(level, most) >= rank[role];
        expect({ held, scp, refused: answer.status === 403 }).toEqual({ held, scp, refused: !allowed });
        expect(answer.status).not.toBe(401);
        if (!allowed) expect(answer.headers['www-authenticate']).toBe('Bearer realm="entra-sync-status", error="insufficient_scope"');
      }
    }
  });
});
