import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Operation } from '../../lib/http/operations/define-operation.ts';
import { operations } from '../../lib/http/operations.ts';
import { type HttpRoute, type OperationId, routes } from '../../lib/http/routes.ts';
import { type ApiHost, startApiHost } from './support/host-process.ts';
import { type RawOptions, rawRequest } from './support/raw-request.ts';
import { sampleTenants, storeSampleFleet } from './support/sample-fleet.ts';
import type { Answer } from './support/verify-answer.ts';

const isSoak = process.env.SOAK === '1';
const json = { 'content-type': 'application/json' };

let host: ApiHost;
const call = (path: string, options?: RawOptions): Promise<Answer> => rawRequest(host.url, path, options);

beforeAll(async () => {
  host = await startApiHost();
  await storeSampleFleet(host.stores, { jobsPerTenant: 7, now: Date.now() });
}, 60_000);

afterAll(() => host?.stop());

describe('the running host', () => {
  it.each([
    ['an unknown route', '/api/v1/nothing', {}, 404, 'RouteNotFound'],
    ['another version', '/api/v2/jobs', {}, 404, 'RouteNotFound'],
    ['a wrong method', '/api/v1/jobs', { method: 'DELETE' }, 405, 'MethodNotAllowed'],
    ['bad JSON', '/api/v1/errors/explain', { method: 'POST', headers: json, body: '{"text":' }, 400, 'InvalidJson'],
    ['a field that is not known', '/api/v1/errors/explain', { method: 'POST', headers: json, body: '{"a":1}' }, 400, 'InvalidRequest'],
    [
      'another media type',
      '/api/v1/errors/explain',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'AADSTS50012' },
      415,
      'UnsupportedMediaType',
    ],
    [
      'a chunked body',
      '/api/v1/errors/explain',
      { method: 'POST', headers: { ...json, 'transfer-encoding': 'chunked' }, body: '{"text":"x"}' },
      411,
      'LengthRequired',
    ],
    [
      'an oversize body',
      '/api/v1/errors/explain',
      { method: 'POST', headers: json, body: JSON.stringify({ text: 'x'.repeat(300_000) }) },
      413,
      'PayloadTooLarge',
    ],
    [
      'an oversize body of an unknown route',
      '/api/v1/nothing',
      { method: 'POST', headers: json, body: 'x'.repeat(65_537) },
      413,
      'PayloadTooLarge',
    ],
    ['an address of 3,000 characters', `/api/v1/jobs?errorCode=${'x'.repeat(3_000)}`, {}, 414, 'UriTooLong'],
    ['a repeated parameter', '/api/v1/jobs?state=Active&state=Paused', {}, 400, 'InvalidRequest'],
    ['a parameter repeated in other letters', '/api/v1/jobs?state=Active&STATE=Paused', {}, 400, 'InvalidRequest'],
    ['an unknown parameter', '/api/v1/status?colour=red', {}, 400, 'InvalidRequest'],
    ['a foreign host', '/api/v1/status', { headers: { host: 'evil.example' } }, 403, 'ForeignHost'],
    ['a proxy in front', '/api/v1/status', { headers: { 'X-Forwarded-For': '203.0.113.7' } }, 403, 'ProxiedRequest'],
    [
      'an empty change that a page of another site asks for',
      '/api/v1/incidents/none/acknowledge',
      { method: 'POST', headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'content-length': '0' } },
      403,
      'ForeignOrigin',
    ],
    [
      'two headers with a key',
      `/api/v1/tenants/${sampleTenants[0]}/servicePrincipals/sp-1/jobs/job-1/start`,
      { method: 'POST', headers: { 'idempotency-key': ['one', 'two'] } },
      400,
      'IdempotencyKeyMissing',
    ],
    ['a missing code', '/api/v1/errors/AADSTS999999', {}, 404, 'NotFound'],
  ])('answers %s with a problem of its own', async (_, path, options, status, code) => {
    const answer = await call(path, options);
    expect(answer).toMatchObject({ status, json: { code, type: expect.stringMatching(new RegExp(`/api/v1/docs#${code}$`)) } });
    expect(answer.json.requestId).toBe(answer.headers['x-request-id']);
    expect(answer.headers.allow).toBe(status === 405 ? 'GET, HEAD, OPTIONS' : undefined);
  });

  it('answers every read route, in any letters and with a slash at the end, and HEAD without a body', async () => {
    const [job] = (await call('/api/v1/jobs')).json.value;
    const values: Record<string, string> = {
      '{tenantId}': sampleTenants[0],
      '{incidentId}': (await call('/api/v1/incidents')).json.value[0].incidentId,
      '{code}': 'NoActiveAgents',
    };
    const self = new URL(job.links.self).pathname;
    // There is no Graph here that could be asked now.
    const live: OperationId[] = ['list-preceding-changes', 'list-provisioning-errors', 'list-rules', 'list-staged-deletes'];
    for (const { id, query } of Object.values<Operation<OperationId>>(operations)) {
      const { route, methods }: HttpRoute = routes[id];
      if (!methods.includes('GET') || live.includes(id)) continue;
      const path = route.includes('{jobId}')
        ? route.replace(/^.*\{jobId\}/, self)
        : `/api/${route.replace(/\{\w+\}/g, (name) => encodeURIComponent(values[name] ?? 'none'))}`;
      const search =
        ['', `?tenantId=${sampleTenants[0]}`, '?by=cause'].find(
          (needed) => query.safeParse(Object.fromEntries(new URLSearchParams(needed))).success,
        ) ?? '';
      const status = route.includes('{principal}')
        ? 400
        : (route.match(/\{\w+\}/g) ?? []).every((name) => route.includes('{jobId}') || name in values)
          ? 200
          : 404;
      const shouted = path.replace(/^\/api\/v1\/\w+/, (start) => start.toUpperCase());
      for (const [method, given] of [
        ['GET', path],
        ['HEAD', path],
        ['GET', `${shouted}/`],
      ] as const) {
        const answer = await call(`${given}${search}`, { method });
        expect({ method, given, status: answer.status }).toEqual({ method, given, status });
      }
    }
  });

  it('shows a job with everything the person on call needs', async () => {
    const { value } = (await call('/api/v1/jobs?state=Quarantine')).json;
    for (const listed of value) {
      const { json: job } = await call(new URL(listed.links.self).pathname);
      expect(job).toMatchObject({
        quarantine: { reason: 'EncounteredQuarantineException', disableAt: expect.any(String), daysLeft: expect.any(Number) },
        explanation: { meaning: expect.any(String), whoMustAct: 'tenant-admin', remedies: expect.any(Array), sources: expect.any(Array) },
        advice: { action: 'renewCredentials' },
      });
      expect(job.incidentId).toBe(listed.incidentId);
    }
    expect(value.map(({ incidentId }: { incidentId?: string }) => incidentId).filter(Boolean)).toHaveLength(2);
  });
});

const names = ['pageSize', 'continuation', 'tenantId', 'state', 'health', 'reason', 'errorCode', 'from', 'to', 'type', 'q', 'family', 'a'];
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed()),
  fc.constantFrom('', '0', '1', '1000', '-1', 'Active', 'closed', 'critical', 'gap', '..', '%', "' or 1 eq 1", '__proto__', '\u202e', '🙁'),
  fc.constantFrom(...sampleTenants, 'AADSTS50012', 'aadsts/AADSTS50012', '2026-11-21T10:00:00Z', 'WzEsImEiLDFd'),
);
const segment = fc.oneof(hostile.map(encodeURIComponent), fc.constantFrom('%2F', '%5c', '%ff', '%2e%2e', 'jobs', '~', '+', ';a=b'));
const path = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...Object.values(routes)), fc.array(segment, { minLength: 4, maxLength: 4 })) },
  { weight: 1, arbitrary: fc.tuple(fc.constant({ route: '{a}/{b}/{c}/{d}' }), fc.array(segment, { minLength: 4, maxLength: 4 })) },
);
const query = fc.array(fc.tuple(fc.constantFrom(...names), hostile), { maxLength: 2 });
const header = fc.constantFrom<Record<string, string>>(
  {},
  { 'accept-encoding': 'br' },
  { 'accept-encoding': 'gzip;q=x, br;q=,' },
  { 'if-none-match': '*' },
  { 'if-none-match': '"a", W/"b", ,' },
  { traceparent: '00-zz' },
  { origin: 'null' },
  { authorization: 'Bearer x.y.z' },
  { 'x-client-request-id': 'é'.repeat(5) },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-encoding': 'gzip', 'content-type': 'application/json' },
);
const body = fc.oneof(
  fc.constant(undefined),
  fc.json(),
  fc.record({ text: fc.oneof(hostile, fc.constant('Quarantine: AADSTS50012 HTTP 403')) }).map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

describe('hostile requests to the running host', () => {
  it(
    'never meet a fault of the service, and every answer is one that the document promises',
    async () => {
      const statuses = new Map<number, number>();
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('GET', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
          path,
          query,
          header,
          body,
          async (method, [{ route }, segments], parameters, headers, text) => {
            const values = [...segments];
            const filled = `/api/${route.replace(/\{\*?\w+\}/g, () => values.pop() ?? '')}`;
            const search = parameters.length > 0 ? `?${new URLSearchParams(parameters)}` : '';
            const given = method === 'GET' || method === 'HEAD' ? undefined : text;
            const typed = given === undefined ? headers : { ...json, ...headers, 'content-length': String(Buffer.byteLength(given)) };
            const answer = await call(`${filled}${search}`, { method, headers: typed, ...(given !== undefined && { body: given }) });
            statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
            expect(answer.status).toBeLessThan(500);
          },
        ),
        { numRuns: isSoak ? 10_000 : 300 },
      );
      expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 404, 405]));
      expect(host.output()).not.toMatch(/A request failed|Unhandled/);
    },
    isSoak ? 300_000 : 30_000,
  );
});
