import { describe, expect, it } from '@jest/globals';
import { operations } from '../../../../lib/http/operations.ts';
import { routes } from '../../../../lib/http/routes.ts';
import { principal } from '../../support/people.ts';
import { createHttpWorld, settingsOf, start } from '../../support/support.ts';

const tenantId = 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1001';
const restart = `/tenants/${tenantId}/servicePrincipals/5a000000-0000-4000-8000-000000000001/jobs/job-1/restart`;
const portal = 'https://portal.example';
const own = 'http://127.0.0.1:7071';

type Headers = Record<string, string>;
const post = (headers: Headers) => ({ method: 'POST', headers: { 'idempotency-key': 'one', ...headers } });
const all = { from: new Date(0).toISOString(), to: new Date(start * 2).toISOString(), pageSize: 10 };

async function createWatched(mode: 'entra' | 'none') {
  const administrator = principal(1, 'Admin');
  const settings = settingsOf(mode, [portal]);
  const world = createHttpWorld({ settings, ...(mode === 'entra' && { principalOf: () => administrator }) });
  await world.tenants.create({ v: 1, tenantId, addedAt: new Date(start).toISOString(), source: 'settings' });
  return { ...world, auditRows: async () => (await world.audit.list(tenantId, all)).value };
}

const pagesOfOthers: [string, Headers][] = [
  ['a page of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['a page of another site, by its origin alone', { origin: 'https://evil.example' }],
  ['a page of another port of this machine', { origin: 'http://127.0.0.1:7075', 'sec-fetch-site': 'same-site' }],
  ['a page that hides its origin', { origin: 'null' }],
  ['a form, whose browser names no origin', { 'sec-fetch-site': 'cross-site' }],
  ['a neighbour, whose browser names no origin', { 'sec-fetch-site': 'same-site' }],
  ['a page of this origin that was led elsewhere first', { origin: own, 'sec-fetch-site': 'cross-site' }],
  ['two origins', { origin: `${own},https://evil.example` }],
];

describe.each(['none', 'entra'] as const)('a change asked for by a page, with AUTH_MODE=%s', (mode) => {
  it.each(pagesOfOthers)('is refused: %s', async (_, headers) => {
    const world = await createWatched(mode);
    const answer = await world.call(restart, post(headers));
    expect(answer).toMatchObject({ status: 403, json: { code: 'ForeignOrigin' } });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each<[string, Headers]>([
    ['no page at all', {}],
    ['the page of this service', { origin: own, 'sec-fetch-site': 'same-origin' }],
    ['what somebody typed', { 'sec-fetch-site': 'none' }],
    ['a listed portal', { origin: portal, 'sec-fetch-site': 'cross-site' }],
  ])('is judged by its rights: %s', async (_, headers) => {
    const world = await createWatched(mode);
    expect(await world.call(restart, post(headers))).toMatchObject({ status: 404, json: { code: 'NotFound' } });
  });

  it('is not refused where it only reads: the browser keeps the answer from the page', async () => {
    const world = await createWatched(mode);
    expect((await world.call('/jobs', { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } })).status).toBe(200);
  });
});

const signs = ['X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'x-forwarded-anything', 'Forwarded', 'Via', 'X-Real-IP'].concat([
  'X-Original-Host',
  'X-Original-URL',
  'X-Arr-Log-Id',
  'X-Azure-ClientIP',
  'X-Envoy-External-Address',
  'CF-Connecting-IP',
  'True-Client-IP',
  'Fastly-Client-IP',
  'X-Vercel-Forwarded-For',
  'X-NF-Client-Connection-IP',
  'X-Remote-Addr',
  'X-Scheme',
  'X-Rewrite-URL',
  'X-Amzn-Trace-Id',
  'Ngrok-Skip-Browser-Warning',
  'Tailscale-User-Login',
  'Disguised-Host',
  'Max-Forwards',
]);

describe('without authentication', () => {
  it.each(signs)('nobody calls through a proxy, which %s shows', async (name) => {
    const world = await createWatched('none');
    const headers = { [name.toLowerCase()]: '203.0.113.7' };
    for (const { id } of Object.values(operations)) {
      const { methods, route } = routes[id];
      const path = route.replace(/^v1/, '').replaceAll(/\{\w+\}/g, tenantId);
      const { status, json } = await world.call(path, { method: methods[0] ?? 'GET', headers });
      const expected = id === 'get-health-live' ? [200, undefined] : [403, 'ProxiedRequest'];
      expect([id, status, json?.code]).toEqual([id, ...expected]);
    }
    const { json } = await world.call('/nothing', { headers });
    expect(json.code).toBe('ProxiedRequest');
    expect(json.detail).toContain(name.toLowerCase());
  });

  it.each<[string, Headers]>([
    ['another host', { host: 'evil.example' }],
    ['a proxy', { 'x-forwarded-for': '203.0.113.7' }],
    ['a page of another site', { origin: 'https://evil.example' }],
  ])('what comes from %s is written down as nobody', async (_, headers) => {
    const world = await createWatched('none');
    expect((await world.call(restart, post(headers))).status).toBe(403);
    expect(await world.auditRows()).toEqual([]);
    const { text } = await world.call('/metrics');
    expect(text).toMatch(/^entrasync_forbidden_total\{code="(ForeignHost|ProxiedRequest|ForeignOrigin)"\} 1$/m);
  });

  it('what this machine itself is refused is written down', async () => {
    const world = await createWatched('none');
    await world.call(restart, post({ 'idempotency-key': '' }));
    expect(await world.auditRows()).toMatchObject([{ actor: 'local/local', code: 'IdempotencyKeyMissing' }]);
  });
});

describe('with authentication', () => {
  it('a proxy in front is nobody’s business, and a page of others is written down under whoever signed in', async () => {
    const world = await createWatched('entra');
    expect((await world.call('/jobs', { headers: { 'x-forwarded-for': '203.0.113.7', via: '1.1 gateway' } })).status).toBe(200);
    await world.call(restart, post({ origin: 'https://evil.example' }));
    expect(await world.auditRows()).toMatchObject([{ actor: principal(1, 'Admin').actor, code: 'ForeignOrigin' }]);
  });
});

describe('an Idempotency-Key', () => {
  it.each(['one,two', 'one, two', ',one', 'one,'])('that is given twice is none: %s', async (joined) => {
    const world = await createWatched('none');
    const answer = await world.call(restart, post({ 'idempotency-key': joined }));
    expect(answer).toMatchObject({ status: 400, json: { code: 'IdempotencyKeyMissing', errors: [{ header: 'Idempotency-Key' }] } });
  });
});
