import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createGraphClient } from '../../../../lib/adapters/graph/transport/graph-client.ts';
import { UpstreamError, type UpstreamEvidence } from '../../../../lib/domain/errors.ts';
import { batchAnswer, type FakeGraph, type Handler, optionsOf, readerOf, startFakeGraph, tenantId } from '../fake-graph.ts';

const otherTenantId = '6d9d3b57-0f1c-4a3d-9a44-8c9a8f0d7e11';

let graph: FakeGraph;
beforeEach(async () => {
  graph = await startFakeGraph();
});
afterEach(async () => {
  await graph[Symbol.asyncDispose]();
});

async function evidenceOf(handler: Handler, options: Parameters<typeof readerOf>[1] = {}): Promise<UpstreamEvidence> {
  graph.handle(handler);
  return failureOf(readerOf(graph, options).readJobs(tenantId, ['sp-1']));
}

async function failureOf(call: Promise<unknown>): Promise<UpstreamEvidence> {
  const error = await call.catch((caught: unknown) => caught);
  if (error instanceof UpstreamError) return error.evidence;
  throw new Error(`an UpstreamError was expected, not ${String(error)}`);
}

describe('the Graph client', () => {
  it.each([
    [429, { 'retry-after': '600' }, {}, { reason: 'throttled', retryAfterInMs: 600_000 }],
    [429, {}, {}, { reason: 'throttled' }],
    [503, { 'retry-after': '5' }, {}, { reason: 'unavailable', retryAfterInMs: 5000 }],
    [500, {}, '<h1>oops</h1>', { reason: 'unavailable' }],
    [502, {}, {}, { reason: 'unavailable' }],
    [504, {}, {}, { reason: 'timeout' }],
    [408, {}, {}, { reason: 'timeout' }],
    [
      404,
      {},
      { error: { code: 'Request_ResourceNotFound', message: 'Gone' } },
      // The request was for many: this says nothing about any of them.
      { reason: 'unavailable', code: 'Request_ResourceNotFound', detail: 'Gone' },
    ],
    [403, {}, { error: { code: 'Authorization_RequestDenied', message: 'No' } }, { reason: 'consentMissing' }],
    [403, {}, { error: { code: 'Forbidden', message: 'No' } }, { reason: 'unauthorized' }],
    [400, {}, { error: { code: 'BadRequest', message: 'No' } }, { reason: 'rejected' }],
  ])('gives HTTP %d %j %j its class, after one request', async (status, headers, body, expected) => {
    expect(await evidenceOf(() => ({ status, headers, body }))).toMatchObject({
      service: 'graph',
      operation: 'readJobs',
      status,
      requestId: 'graph-request-1',
      ...expected,
    });
    expect(graph.requests).toHaveLength(1);
  });

  it.each(['m.person@contoso.example', 'Ada Lovelace', 'x'.repeat(129), '', 'a/b', 7, { code: 'x' }])(
    'takes %j for no code and no id of a request, as both are kept and shown: it may be anything',
    async (text) => {
      const body = { error: { code: text, message: 'no', innerError: { 'request-id': text } } };
      const headers = typeof text === 'string' && text.length > 0 ? { 'request-id': text } : {};
      for (const status of [400, 403, 500]) {
        const evidence = await evidenceOf(() => ({ status, headers, body }));
        expect(evidence.status).toBe(status);
        expect(evidence).not.toHaveProperty('code');
        expect(evidence.requestId ?? 'graph-request-1').toBe('graph-request-1');
      }
    },
  );

  it('leaves a tenant alone until the time that Graph named, whatever is asked next, and no other tenant', async () => {
    let now = Date.UTC(2026, 0, 1);
    const reader = readerOf(graph, { clock: { now: () => now } });
    graph.handle(() => ({ status: 429, headers: { 'retry-after': '12' } }));
    await failureOf(reader.readJobs(tenantId, ['sp-1']));
    graph.handle(() => ({ body: { responses: [{ id: '1', status: 200, body: { value: [] } }] } }));
    now += 10_000;
    expect(await failureOf(reader.readJobs(tenantId, ['sp-2']))).toMatchObject({ reason: 'throttled', retryAfterInMs: 2_000 });
    expect(graph.requests).toHaveLength(1);
    await reader.readJobs(otherTenantId, ['sp-1']).catch(() => undefined);
    expect(graph.requests).toHaveLength(2);
    now += 2_000;
    await reader.readJobs(tenantId, ['sp-1']).catch(() => undefined);
    expect(graph.requests).toHaveLength(3);
  });

  it('forces one token refresh and one repetition on 401, then gives up', async () => {
    const evidence = await evidenceOf(() => ({ status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'Expired' } } }));
    expect(evidence).toMatchObject({ reason: 'unauthorized', code: 'InvalidAuthenticationToken' });
    expect(graph.requests.map((request) => request.headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('sends no request beyond its budget, not even with a new token, which the next call then asks for', async () => {
    const client = createGraphClient(optionsOf(graph, { keepsToken: true }));
    const request = { operation: 'readIt', method: 'GET', path: '/organization' } as const;
    const budgetOf = (requests: number) => {
      let used = 0;
      return {
        left: () => requests - used,
        ask: <Answer>(send: () => Promise<Answer>) => {
          used += 1;
          return send();
        },
      };
    };
    for (const [code, next] of [
      ['InvalidAuthenticationToken', 'token-2'],
      // It lacks a permission, and is good for all else.
      ['UnknownError', 'token-2'],
    ]) {
      graph.handle(() => ({ status: 401, body: { error: { code, message: '' } } }));
      await failureOf(client.openCall(tenantId, budgetOf(1)).send(request));
      graph.handle(() => ({ body: {} }));
      await client.openCall(tenantId, budgetOf(1)).send(request);
      expect(graph.requests.at(-1)?.headers.authorization).toBe(`Bearer ${next}`);
    }
    expect(graph.requests).toHaveLength(4);
    const budget = budgetOf(2);
    graph.handle(() => ({ status: 401 }));
    await failureOf(client.openCall(tenantId, budget).send(request));
    expect([graph.requests.length, budget.left()]).toEqual([6, 0]);
  });

  it('does not use a token again that lacked a permission: a new one may hold what was granted meanwhile', async () => {
    const denied = { status: 403, body: { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } } };
    graph.handle(() => denied);
    const reader = readerOf(graph);
    await failureOf(reader.readJobs(tenantId, ['sp-1']));
    graph.handle((request) => (request.path.includes('batch') ? batchAnswer(request, () => denied) : { body: { value: [] } }));
    await reader.readJobs(tenantId, ['sp-1', 'sp-2']);
    await reader.listServicePrincipals(tenantId);
    await reader.listServicePrincipals(tenantId);
    expect(graph.requests.map(({ headers }) => headers.authorization)).toEqual([1, 2, 3, 3].map((issued) => `Bearer token-${issued}`));
  });

  it('keeps a token that lacked a permission for what is read beside the jobs, as it is good for them', async () => {
    graph.handle(() => ({ status: 403, body: { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } } }));
    const reader = readerOf(graph, { keepsToken: true });
    await failureOf(reader.listServicePrincipals(tenantId));
    await failureOf(reader.listServicePrincipals(tenantId));
    expect(graph.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-1']);
  });

  it('takes the token another call has already renewed instead of forcing a second one', async () => {
    const forced: boolean[] = [];
    let cached = 'old';
    graph.handle((request) => (request.headers.authorization === 'Bearer old' ? { status: 401 } : { body: { value: [] } }));
    const reader = readerOf(graph, {
      getToken: async (_tenantId, options) => {
        forced.push(options?.forceRefresh === true);
        const answer = cached;
        cached = 'new';
        return answer;
      },
    });
    await reader.listServicePrincipals(tenantId);
    expect(forced).toEqual([false, false]);
  });

  it('does not follow a redirect', async () => {
    await using foreign = await startFakeGraph();
    const evidence = await evidenceOf(() => ({ status: 307, headers: { location: `${foreign.baseUrl}/v1.0/$batch` } }));
    expect(evidence).toMatchObject({ reason: 'malformed', status: 307, detail: expect.stringContaining('redirect') });
    expect(foreign.requests).toEqual([]);
  });

  it.each([
    ['HTML with status 200', '<html>maintenance</html>'],
    ['cut-off JSON', '{"responses":[{"id":"1"'],
    ['null', 'null'],
    ['empty text', ''],
    ['another object', '{"value":[]}'],
    ['JSON nested too deep', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ])('calls %s malformed', async (_case, body) => {
    expect(await evidenceOf(() => ({ body }))).toMatchObject({ reason: 'malformed' });
  });

  it('gives up when no answer comes in time', async () => {
    expect(await evidenceOf(() => new Promise(() => {}), { timeoutInMs: 100 })).toMatchObject({
      reason: 'timeout',
      detail: 'No complete answer within 100 ms.',
    });
  });

  it('gives up on an answer that drips past the deadline', async () => {
    const drip: Handler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
      return undefined;
    };
    expect(await evidenceOf(drip, { timeoutInMs: 200 })).toMatchObject({ reason: 'timeout' });
  });

  it('calls a half body unreachable and takes nothing from it', async () => {
    const half: Handler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"responses":[]}', () => response.destroy());
      return undefined;
    };
    expect(await evidenceOf(half)).toMatchObject({ reason: 'unreachable' });
  });

  it('obeys the Retry-After of a refusal whose body breaks off', async () => {
    const half: Handler = (_request, response) => {
      response.writeHead(429, { 'retry-after': '30', 'content-length': '1000' });
      response.write('{', () => response.destroy());
      return undefined;
    };
    expect(await evidenceOf(half)).toMatchObject({ reason: 'throttled', retryAfterInMs: 30_000 });
  });

  it('obeys the longest Retry-After where an answer has several', async () => {
    const twice: Handler = (_request, response) => {
      response.writeHead(429, ['retry-after', '5', 'retry-after', '30']).end();
      return undefined;
    };
    expect(await evidenceOf(twice)).toMatchObject({ reason: 'throttled', retryAfterInMs: 30_000 });
  });

  it('calls a reset connection and a closed port unreachable', async () => {
    const server = createServer((socket) => socket.resetAndDestroy());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    expect(await failureOf(readerOf({ baseUrl }).listServicePrincipals(tenantId))).toMatchObject({
      reason: 'unreachable',
      code: 'ECONNRESET',
    });
    server.close();
    await once(server, 'close');
    expect(await failureOf(readerOf({ baseUrl }).listServicePrincipals(tenantId))).toMatchObject({
      reason: 'unreachable',
      code: 'ECONNREFUSED',
    });
  });

  it('stops reading an answer that is too large, announced or not', async () => {
    let written = 0;
    const endless: Handler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => {
        written += 65_536;
        response.write(' '.repeat(65_536));
      }, 1);
      response.on('close', () => clearInterval(timer));
      return undefined;
    };
    expect(await evidenceOf(endless, { maximumBytes: 1_000_000 })).toMatchObject({
      reason: 'malformed',
      detail: expect.stringContaining('larger'),
    });
    expect(written).toBeLessThan(50_000_000);
  });

  it('drops __proto__ keys', async () => {
    graph.handle(() => ({ body: '{"value":[{"id":"sp-1","displayName":"App","__proto__":{"appId":"polluted"}}],"__proto__":{"x":1}}' }));
    const page = await readerOf(graph).listServicePrincipals(tenantId);
    expect(page.value).toEqual([{ id: 'sp-1', displayName: 'App' }]);
  });

  it("tells how far Graph's clock is from ours, in seconds", async () => {
    const skews: [string, number][] = [];
    const now = Date.UTC(2026, 0, 12, 9);
    graph.handle(() => ({ headers: { date: new Date(now + 300_000).toUTCString() }, body: { value: [] } }));
    await readerOf(graph, { onClockSkew: (tenant, seconds) => skews.push([tenant, seconds]) }).listServicePrincipals(tenantId);
    expect(skews).toEqual([[tenantId, 300]]);
  });

  it('passes on why no token could be had and asks Graph nothing', async () => {
    const getToken = async () => {
      throw new UpstreamError({ service: 'identity', operation: 'getToken', reason: 'consentMissing', code: 'AADSTS700016' });
    };
    expect(await evidenceOf(() => ({}), { getToken })).toMatchObject({
      service: 'identity',
      reason: 'consentMissing',
      code: 'AADSTS700016',
    });
    expect(graph.requests).toEqual([]);
  });

  it('keeps the token out of every error', async () => {
    graph.handle((request) => ({
      status: 400,
      body: { error: { code: 'Bad', message: `You sent ${String(request.headers.authorization)}` } },
    }));
    const error = await readerOf(graph)
      .readJobs(tenantId, ['sp-1'])
      .catch((caught: unknown) => caught);
    expect(JSON.stringify(error) + String(error)).not.toContain('token-1');
  });
});
