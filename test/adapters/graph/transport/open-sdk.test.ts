import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSdk } from '../../../../lib/adapters/graph/transport/open-sdk.ts';
import { type FakeGraph, startFakeGraph } from '../fake-graph.ts';

let graph: FakeGraph;
beforeEach(async () => {
  graph = await startFakeGraph();
});
afterEach(async () => {
  await graph[Symbol.asyncDispose]();
});

const request = { method: 'GET' as const, path: '/organization', headers: { Authorization: 'Bearer secret' } };

async function ask(path = request.path, signal = new AbortController().signal): Promise<Response> {
  return (await openSdk(graph.baseUrl))({ ...request, path, signal });
}

describe('the SDK of Graph', () => {
  it.each([200, 202, 302, 404, 429, 503])('gives an answer with HTTP %d as a Response, its headers and body untouched', async (status) => {
    const body = '{ "count": 12345678901234567890 }';
    graph.handle(() => ({ status, headers: { 'retry-after': '7' }, body }));
    const response = await ask();
    expect(response).toBeInstanceOf(Response);
    expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([status, '7', body]);
    expect(graph.requests.map(({ method, path, headers }) => [method, path, headers.authorization])).toEqual([
      ['GET', '/v1.0/organization', 'Bearer secret'],
    ]);
  });

  it.each([204, 205, 304])('gives an answer with HTTP %d without a body', async (status) => {
    graph.handle((_request, response) => void response.writeHead(status).end());
    const response = await ask();
    expect([response.status, response.body]).toEqual([status, null]);
  });

  it.each([600, 999])('refuses HTTP %d, which no Response can say, as malformed', async (status) => {
    graph.handle(() => ({ status, body: {} }));
    await expect(ask()).rejects.toMatchObject({ failure: { reason: 'malformed', status } });
  });

  it('answers as soon as the headers are there and leaves the body to its reader', async () => {
    const { promise: whole, resolve: finish } = Promise.withResolvers<void>();
    graph.handle((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('[');
      void whole.then(() => response.end(']'));
      return undefined;
    });
    const response = await ask();
    finish();
    expect(await response.text()).toBe('[]');
  });

  it('sends nothing, and the token least of all, where a path leads to another host', async () => {
    await using foreign = await startFakeGraph();
    await expect(ask(`/organization?next=https://${new URL(foreign.baseUrl).host}/v1.0/organization`)).rejects.toMatchObject({
      failure: { reason: 'rejected', detail: expect.stringContaining('nothing was sent') },
    });
    expect([...graph.requests, ...foreign.requests]).toEqual([]);
  });

  it('rejects with what kept the answer away, not with an error of the SDK', async () => {
    graph.handle((_request, response) => void response.destroy());
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' });
    const reason = new Error('the deadline passed');
    graph.handle(() => new Promise(() => {}));
    await expect(ask(request.path, AbortSignal.abort(reason))).rejects.toMatchObject({ name: 'AbortError', cause: reason });
  });
});
