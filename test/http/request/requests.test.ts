import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchRoute } from '../../../dev/host/functions/route-match.ts';
import type { RouteSegment } from '../../../dev/host/functions/route-template.ts';
import { UpstreamError } from '../../../lib/domain/errors.ts';
import { routes } from '../../../lib/http/routes.ts';
import { hostedRoutes } from '../support/host-routing.ts';
import { callerOf, createHttpWorld, settingsOf } from '../support/support.ts';

const guarded = [
  '/status',
  '/jobs',
  '/tenants',
  '/tenants/t',
  '/incidents',
  '/incidents/i',
  '/errors',
  '/errors/NoActiveAgents',
  '/errorSightings',
  '/metrics',
  '/tenants/t/servicePrincipals/s/jobs/j',
];
const open = ['/health/live', '/docs', '/openapi.json'];

describe('every request', () => {
  it.each([
    ['an unknown route', '/nothing', {}, 404, 'RouteNotFound'],
    ['a path outside of the API', 'http://127.0.0.1:7071/favicon.ico', {}, 404, 'RouteNotFound'],
    ['an unknown parameter', '/jobs?colour=red', {}, 400, 'InvalidRequest'],
    ['a repeated parameter', '/jobs?state=Active&state=Paused', {}, 400, 'InvalidRequest'],
    ['a value that is not permitted', '/jobs?state=Broken', {}, 400, 'InvalidRequest'],
    ['a page size of zero', '/jobs?pageSize=0', {}, 400, 'InvalidRequest'],
    ['a page size that is no number', '/jobs?pageSize=1e3', {}, 400, 'InvalidRequest'],
    ['an address of 3,000 characters', `/jobs?errorCode=${'x'.repeat(3_000)}`, {}, 414, 'UriTooLong'],
    ['a chunked body', '/jobs', { method: 'POST', headers: { 'transfer-encoding': 'chunked' } }, 411, 'LengthRequired'],
    ['an oversize body', '/jobs', { method: 'POST', headers: { 'content-length': '65537' } }, 413, 'PayloadTooLarge'],
    ['a foreign host', '/jobs', { headers: { host: 'evil.example' } }, 403, 'ForeignHost'],
    ['a foreign host that looks like loopback', '/jobs', { headers: { host: '127.0.0.1.evil.example' } }, 403, 'ForeignHost'],
    ['a missing job', '/tenants/a/servicePrincipals/b/jobs/c', {}, 404, 'NotFound'],
    ['a missing tenant', '/tenants/a', {}, 404, 'NotFound'],
    ['a malformed incident id', '/incidents/a', {}, 404, 'NotFound'],
    ['a state that no incident has', '/incidents?state=solved', {}, 400, 'InvalidRequest'],
    ['a time that is none', '/tenants/a/servicePrincipals/b/jobs/c/history?from=yesterday', {}, 400, 'InvalidRequest'],
    [
      'a range that ends before it begins',
      '/tenants/a/servicePrincipals/b/jobs/c/history?from=2026-11-21T10:00:00Z&to=2026-11-20T10:00:00Z',
      {},
      400,
      'InvalidRequest',
    ],
  ])('answers %s with a problem of its own', async (_, path, options, status, code) => {
    const { call } = createHttpWorld();
    const answer = await call(path, options);
    expect(answer).toMatchObject({ status, json: { code, type: expect.stringMatching(new RegExp(`^http://.+/api/v1/docs#${code}$`)) } });
    expect(answer.json.requestId).toBe(answer.headers['x-request-id']);
  });

  it('names each unknown or repeated parameter', async () => {
    const { call } = createHttpWorld();
    expect((await call('/jobs?a=1&b=2')).json.errors).toEqual([
      { parameter: 'a', detail: 'is not known here' },
      { parameter: 'b', detail: 'is not known here' },
    ]);
    expect((await call('/jobs?state=a&state=b')).json.errors).toEqual([{ parameter: 'state', detail: 'is given more than once' }]);
  });

  it('answers a wrong method with 405 and the methods that work', async () => {
    const { call } = createHttpWorld();
    const answer = await call('/jobs', { method: 'DELETE' });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, OPTIONS' }, json: { code: 'MethodNotAllowed' } });
  });

  it.each(guarded)('lets nobody in to %s while no authentication is set up', async (path) => {
    const { call } = createHttpWorld({
      settings: settingsOf('entra'),
    });
    const headers = { 'www-authenticate': 'Bearer realm="entra-sync-status"' };
    expect(await call(path)).toMatchObject({ status: 401, headers, json: { code: 'Unauthenticated' } });
    expect((await call(`${path}?colour=red`)).status).toBe(401);
  });

  it.each(guarded)('lets nobody in to %s who holds no role', async (path) => {
    const { call } = createHttpWorld({ authenticate: async () => callerOf('none') });
    expect((await call(path)).status).toBe(403);
  });

  it.each(open)('answers %s to everybody', async (path) => {
    const { call } = createHttpWorld({
      settings: settingsOf('entra'),
    });
    expect((await call(path)).status).toBe(200);
  });

  it.each(['/status', '/jobs', '/tenants', '/incidents', '/errors', '/errors/503', '/errorSightings', '/metrics', ...open])(
    'answers HEAD of %s like GET, without the body',
    async (path) => {
      const { call } = createHttpWorld();
      const [get, head] = [await call(path), await call(path, { method: 'HEAD' })];
      expect(head).toMatchObject({ status: 200, text: '' });
      expect(head.headers.etag).toBe(get.headers.etag);
    },
  );

  it.each(['/status', '/jobs', '/tenants', '/incidents', '/errors', '/errors/503', '/errorSightings', '/metrics', ...open])(
    'answers 304 of %s to whoever holds its ETag',
    async (path) => {
      const { call } = createHttpWorld();
      const { headers } = await call(path);
      expect(headers.etag).toMatch(/^W\/"[\w-]{22}"$/);
      expect(await call(path, { headers: { 'if-none-match': `"other", ${headers.etag}` } })).toMatchObject({ status: 304, text: '' });
    },
  );

  it.each([
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0.1, gzip', 'gzip'],
    ['*', 'br'],
    ['identity, br;q=0.5', undefined],
    ['br;q=0, gzip;q=0', undefined],
    ['', undefined],
  ])('answers "Accept-Encoding: %s" with %s', async (accepted, encoding) => {
    const { call } = createHttpWorld();
    const answer = await call('/openapi.json', { headers: { 'accept-encoding': accepted } });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.json.openapi).toBe('3.1.1');
  });

  it('does not compress what fits into one packet', async () => {
    const { call } = createHttpWorld();
    expect((await call('/health/live', { headers: { 'accept-encoding': 'br' } })).headers['content-encoding']).toBeUndefined();
  });

  it('tells browsers of a permitted origin what they may read, and others nothing', async () => {
    const corsOrigins = ['https://portal.example'];
    const { call } = createHttpWorld({
      settings: settingsOf('none', corsOrigins),
    });
    const friend = { origin: 'https://portal.example' };
    expect((await call('/jobs', { headers: friend })).headers['access-control-allow-origin']).toBe('https://portal.example');
    expect((await call('/nothing', { headers: friend })).headers['access-control-allow-origin']).toBe('https://portal.example');
    const preflight = await call('/jobs', { method: 'OPTIONS', headers: { ...friend, 'access-control-request-method': 'GET' } });
    expect(preflight).toMatchObject({ status: 204, headers: { 'access-control-allow-methods': 'GET, HEAD, OPTIONS' } });
    const foreign = await call('/jobs', { method: 'OPTIONS', headers: { origin: 'https://other.example' } });
    expect(Object.keys(foreign.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('builds links from the Host and never from X-Forwarded-Host', async () => {
    const { call } = createHttpWorld({ settings: settingsOf('entra') });
    const answer = await call('/nothing', { headers: { host: 'localhost:7071', 'x-forwarded-host': 'evil.example' } });
    expect(answer.json.type).toBe('http://localhost:7071/api/v1/docs#RouteNotFound');
  });

  it('accepts any traceparent and echoes a harmless client request id', async () => {
    const { call } = createHttpWorld();
    for (const traceparent of ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 'garbage', '']) {
      expect((await call('/health/live', { headers: { traceparent } })).status).toBe(200);
    }
    expect((await call('/health/live', { headers: { 'x-client-request-id': 'mine-1' } })).headers['x-client-request-id']).toBe('mine-1');
    expect((await call('/health/live', { headers: { 'x-client-request-id': 'a b<c>' } })).headers['x-client-request-id']).toBeUndefined();
  });

  it.each([
    ['graph', 'Microsoft Graph'],
    ['identity', 'The token authority'],
    ['tables', 'The storage'],
  ] as const)('says of a limit of %s that it is one, whose, and for how long, and nothing of what it answered', async (service, name) => {
    const world = createHttpWorld();
    world.deps.fleet.list = async () => {
      throw new UpstreamError({ service, operation: 'query', reason: 'throttled', status: 429, retryAfterInMs: 6_400, detail: 'secret' });
    };
    const answer = await world.call('/jobs');
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '7' }, json: { code: 'UpstreamThrottled' } });
    expect(answer.json.detail).toBe(`${name} asks to be left alone. It may be asked again in 7 s.`);
    expect(answer.text).not.toContain('secret');
  });

  it('says 503 and when to come back while the storage is away, and shows nothing of the fault', async () => {
    const world = createHttpWorld();
    world.deps.fleet.list = async () => {
      throw new UpstreamError({
        service: 'tables',
        operation: 'query',
        reason: 'unavailable',
        retryAfterInMs: 1_500,
        detail: 'secret text',
      });
    };
    const answer = await world.call('/jobs');
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '2' }, json: { code: 'UpstreamUnavailable' } });
    expect(answer.text).not.toContain('secret');
    expect(world.log.entries).toMatchObject([{ level: 'error' }]);
  });

  it('says nothing of an unforeseen fault', async () => {
    const world = createHttpWorld();
    world.deps.fleet.list = async () => {
      throw new Error('stack and secret');
    };
    const answer = await world.call('/tenants');
    expect(answer).toMatchObject({ status: 500, json: { code: 'InternalError' } });
    expect(answer.text).not.toContain('secret');
  });

  it('answers hostile queries and headers with a client error and never fails', async () => {
    const { call, log } = createHttpWorld();
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...guarded, '/tenants/t/servicePrincipals/s/jobs/j/history'),
        text,
        text,
        async (path, name, value) => {
          const query = new URLSearchParams([[name.toWellFormed(), value.toWellFormed()]]);
          const { status } = await call(`${path}?${query}&continuation=${encodeURIComponent(value.toWellFormed())}`);
          expect(status).toBeGreaterThanOrEqual(400);
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 200 },
    );
    expect(log.entries).toEqual([]);
  });
});

describe('the routes', () => {
  it('never match one path with two templates of one method, by the rules of the host', () => {
    const templates = hostedRoutes().filter(({ name }) => name !== 'zz-not-found');
    expect(templates).toHaveLength(Object.keys(routes).length - 1);
    for (const { name, route } of templates) {
      for (const { name: other, route: otherRoute } of templates) {
        if (name === other || !route || !otherRoute || !route.methods.some((method) => otherRoute.methods.includes(method))) continue;
        const witness = sharedPath(route.segments, otherRoute.segments);
        const clash = [route, otherRoute].every(({ segments }) => matchRoute(segments, witness) !== undefined);
        expect({ name, other, clash }).toEqual({ name, other, clash: false });
      }
    }
  });

  it('have names and paths that the host accepts, and the catch-all sorts last', () => {
    for (const [name, { route }] of Object.entries(routes)) {
      expect(name).toMatch(/^[a-z][a-z0-9_-]{0,127}$/);
      expect(`${name} ${route}`).not.toMatch(/(^| )(admin|runtime)/i);
    }
    expect(Object.keys(routes).sort().at(-1)).toBe('zz-not-found');
  });
});

// The one path that both match if any does: the literal of either, and anything where both have a parameter.
function sharedPath(one: readonly RouteSegment[], other: readonly RouteSegment[]): string {
  const parts = Array.from({ length: Math.max(one.length, other.length) }, (_, index) => {
    const literals = [one[index], other[index]].flatMap((segment) => (segment?.kind === 'literal' ? segment.text : []));
    return literals[0] ?? 'x';
  });
  return `/${parts.join('/')}`;
}
