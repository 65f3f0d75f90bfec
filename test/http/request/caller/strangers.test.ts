import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createTokenVerifier } from '../../../../lib/adapters/identity/verify/create-token-verifier.ts';
import { personClaims, rulesOf } from '../../../support/sign-in/callers.ts';
import { encode, forgeKey, signToken } from '../../../support/sign-in/forge.ts';
import { startKeyServer } from '../../../support/sign-in/key-server.ts';
import { createInMemoryTables } from '../../../support/storage/in-memory-table.ts';
import { loggedTables, type StoreRequest } from '../../../support/storage/logged-tables.ts';
import { createHttpWorld, settingsOf, start } from '../../support/support.ts';

const key = forgeKey('key-of-the-authority');
const tenantId = 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1001';
const restart = `/tenants/${tenantId}/servicePrincipals/sp-1/jobs/job-1/restart`;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

let server: Awaited<ReturnType<typeof startKeyServer>>;
let world: ReturnType<typeof createHttpWorld>;
let proven: Record<string, string>;
/** What the storage was asked. */
let asked: StoreRequest[];

beforeEach(async () => {
  const clock = { now: () => world.clock.at };
  server = await startKeyServer(clock);
  server.answer({ keys: [key.jwk] });
  const options = { rules: rulesOf(), keysUrl: server.url, trustsPlatform: false };
  const settings = { ...settingsOf('entra'), rateLimitPerMinute: 120 };
  asked = [];
  const tables = loggedTables(createInMemoryTables(), asked);
  world = createHttpWorld({ settings, verifierOf: (deps) => createTokenVerifier(deps, options) }, tables);
  proven = bearer(signToken(key, personClaims(start)));
});
afterEach(() => server.close());

/** A token that only its signature gives away, under a key id that nobody has heard of. */
function unproven(index: number): Record<string, string> {
  const header = { alg: 'RS256', typ: 'JWT', kid: `stranger-${index}` };
  return bearer(`${encode(header)}.${encode(personClaims(start))}.${encode(`signature ${index}`)}`);
}

describe('strangers in great number', () => {
  it('cost neither a row nor a key, nor the answer of somebody who is proven', async () => {
    await world.tenants.create({ v: 1, tenantId, addedAt: new Date(start).toISOString(), source: 'settings' });
    const statuses = new Map<string, number>();
    const count = (who: string, status: number) => statuses.set(`${who} ${status}`, (statuses.get(`${who} ${status}`) ?? 0) + 1);
    let touched = 0;
    for (let index = 0; index < 10_000; index += 1) {
      world.clock.at += 30;
      const headers = { ...unproven(index), 'idempotency-key': `key-${index}` };
      const before = asked.length;
      count('stranger', await world.statusOf(restart, { method: 'POST', headers }));
      touched += asked.length - before;
      if (index % 100 === 0) count('proven', (await world.call('/jobs', { headers: proven })).status);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 'stranger 401': 10_000, 'proven 200': 100 });
    expect(touched).toBe(0);
    expect(asked.filter(({ operation }) => !['get', 'query'].includes(operation))).toMatchObject([{ table: 'Tenants' }]);

    const pauses = server.asked.slice(1).map((at, index) => at - (server.asked[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(30_000);
    expect(server.asked.length).toBeLessThanOrEqual(6);
    const { value } = await world.audit.list(tenantId, {
      from: new Date(0).toISOString(),
      to: new Date(start * 2).toISOString(),
      pageSize: 10,
    });
    expect(value).toEqual([]);
    const minutes = Math.ceil((10_000 * 30) / 60_000);
    expect(world.log.entries.filter(({ text }) => text === 'A token was refused').length).toBeLessThanOrEqual(60 * (minutes + 1));
    expect((await world.call('/metrics', { headers: proven })).text).toContain('entrasync_unauthenticated_total 10000\n');
  }, 90_000);

  it('cannot keep the first key away from an instance that has none', async () => {
    server.answer((response) => response.writeHead(500).end());
    for (let index = 0; index < 100; index += 1) await world.call('/jobs', { headers: bearer(`nonsense-${index}`) });
    server.answer({ keys: [key.jwk] });
    expect((await world.call('/jobs', { headers: proven })).status).toBe(200);
  });

  it('cannot keep the keys from being renewed', async () => {
    await world.call('/jobs', { headers: proven });
    world.clock.at += 600_000;
    for (let index = 0; index < 100; index += 1) await world.call('/jobs', { headers: bearer(`nonsense-${index}`) });
    expect((await world.call('/jobs', { headers: proven })).status).toBe(200);
    expect(server.asked).toHaveLength(2);
  });
});

describe('a refused token', () => {
  it('costs the same wherever it fails, so that the clock does not tell whose tenant or application is listed', async () => {
    const stranger = forgeKey('stranger');
    const tokens = {
      wrongSignature: signToken(stranger, personClaims(start), { alg: 'RS256', typ: 'JWT', kid: key.kid }),
      unknownKey: signToken(stranger, personClaims(start)),
      foreignTenant: signToken(key, personClaims(start, { tid: '99999999-9999-4999-8999-999999999999' })),
      foreignAudience: signToken(key, personClaims(start, { aud: 'somebody-else' })),
      nonsense: 'nonsense',
      noToken: 'one two',
    };
    await world.call('/jobs', { headers: proven });
    // What takes a refusal its time is the look at a signature: of whoever fails before it, the look at one that nobody made.
    const looks = jest.spyOn(crypto.subtle, 'verify');
    try {
      for (const [title, token] of Object.entries(tokens)) {
        looks.mockClear();
        asked.length = 0;
        const status = await world.statusOf('/jobs', { headers: bearer(token) });
        expect({ title, status, looks: looks.mock.calls.length, asked }).toEqual({ title, status: 401, looks: 1, asked: [] });
      }
    } finally {
      looks.mockRestore();
    }
  });
});

describe('a key endpoint that is away', () => {
  it('is a service behind this one that cannot be reached, not a fault of the caller', async () => {
    server.answer((response) => response.writeHead(503).end());
    expect(await world.call('/jobs', { headers: proven })).toMatchObject({
      status: 503,
      headers: { 'retry-after': '30' },
      json: { code: 'UpstreamUnavailable' },
    });
  });

  it('is not asked for a token that cannot be one of ours', async () => {
    for (const change of [{ aud: 'somebody-else' }, { tid: '99999999-9999-4999-8999-999999999999' }, { exp: 1 }]) {
      expect((await world.call('/jobs', { headers: bearer(signToken(key, personClaims(start, change))) })).status).toBe(401);
    }
    expect(server.asked).toEqual([]);
  });
});

describe('a page of another origin', () => {
  it('asks without a token what it may send, and may read how it can prove itself', async () => {
    const origin = 'https://portal.contoso.com';
    const { call } = createHttpWorld({ settings: settingsOf('entra', [origin]) });
    const preflight = await call('/jobs', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } });
    expect(preflight).toMatchObject({ status: 204, headers: { 'access-control-allow-headers': expect.stringContaining('authorization') } });
    const { status, headers } = await call('/jobs', { headers: { origin } });
    expect(status).toBe(401);
    expect(headers['access-control-expose-headers']?.split(', ')).toContain('www-authenticate');
  });
});

describe('an open route', () => {
  it.each(['/health/live', '/health/ready', '/docs', '/openapi.json'])('asks for no key, whoever calls: %s', async (path) => {
    for (const headers of [{}, proven, unproven(1), bearer('nonsense')]) {
      const { status } = await world.call(path, { headers });
      expect([200, 503]).toContain(status);
    }
    expect(server.asked).toEqual([]);
  });

  it('tells a Reader why the service is not ready once their key is known, and others never', async () => {
    const checksFor = async (headers: Record<string, string>) => 'checks' in (await world.call('/health/ready', { headers })).json;
    expect(await checksFor(proven)).toBe(false);
    await world.call('/jobs', { headers: proven });
    expect(await checksFor(proven)).toBe(true);
    expect(await checksFor(bearer(signToken(key, personClaims(start, { roles: [] }))))).toBe(false);
    expect(await checksFor(unproven(1))).toBe(false);
  });

  it('counts nobody as refused', async () => {
    await world.call('/health/ready', { headers: unproven(1) });
    expect((await world.call('/metrics', { headers: proven })).text).toContain('entrasync_unauthenticated_total 0\n');
  });
});
