import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, batchAnswer, type FakeGraph, readerOf, startFakeGraph, tenantId } from './fake-graph.ts';
import { jobFixture } from './fixtures.ts';

let graph: FakeGraph;
beforeEach(async () => {
  graph = await startFakeGraph();
});
afterEach(async () => {
  await graph[Symbol.asyncDispose]();
});

const ids = (count: number) => Array.from({ length: count }, (_, index) => `aaaaaaaa-0000-4000-8000-${String(index).padStart(12, '0')}`);
const list = (...names: string[]): Answer => ({ body: { value: names.map(jobFixture) } });
const failure = (reason: string, more: object = {}) => ({ ok: false, failure: expect.objectContaining({ reason, ...more }) });
const pageOf = (path: string) => `${graph.baseUrl}/v1.0${path}`;

describe('readJobs', () => {
  it('asks for twenty service principals in one batch and answers in their order', async () => {
    graph.handle((request) => batchAnswer(request, (_item, index) => (index % 2 === 0 ? list('active') : list('quarantine'))));
    const reads = await readerOf(graph).readJobs(tenantId, ids(20));
    expect(reads.map((read) => read.servicePrincipalId)).toEqual(ids(20));
    expect(reads.map((read) => (read.ok ? read.jobs[0]?.state : read.failure))).toEqual(
      Array.from({ length: 10 }, () => ['Active', 'Quarantine']).flat(),
    );
    expect(reads[0]?.observedAt).toBe('2026-01-12T09:00:00.000Z');
    expect(graph.requests).toHaveLength(1);
    expect(graph.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v1.0/$batch',
      headers: {
        authorization: 'Bearer token-1',
        'client-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
        'user-agent': 'entra-sync-status',
      },
    });
    expect(graph.requests[0]?.body).toMatchObject({
      requests: expect.arrayContaining([
        {
          id: '1',
          method: 'GET',
          url: `/servicePrincipals/${ids(1)[0]}/synchronization/jobs`,
          headers: { Prefer: 'include-unknown-enum-members' },
        },
      ]),
    });
  });

  it('sends nothing for no service principal and refuses more than twenty', async () => {
    expect(await readerOf(graph).readJobs(tenantId, [])).toEqual([]);
    await expect(readerOf(graph).readJobs(tenantId, ids(21))).rejects.toThrow(RangeError);
    expect(graph.requests).toEqual([]);
  });

  it('lets each item succeed or fail by itself: 200, 429, 404, 424, 503 and a refusal for lack of consent', async () => {
    const answers: Answer[] = [
      list('active'),
      {
        status: 429,
        headers: { 'Retry-After': '17', 'request-id': 'item-2' },
        body: { error: { code: 'TooManyRequests', message: 'Slow down.' } },
      },
      { status: 404, body: { error: { code: 'Request_ResourceNotFound', message: 'Gone.', innerError: { 'request-id': 'item-3' } } } },
      { status: 424, body: { error: { code: 'FailedDependency' } } },
      { status: 503, headers: { 'retry-after': 'Mon, 12 Jan 2026 09:02:00 GMT' } },
      {
        status: 403,
        body: { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' } },
      },
      { status: 400, body: 'no object' },
    ];
    graph.handle((request) => batchAnswer(request, (_item, index) => answers[index] ?? {}));
    const reads = await readerOf(graph).readJobs(tenantId, ids(7));
    expect(reads).toMatchObject([
      { ok: true, malformed: [] },
      failure('throttled', { retryAfterInMs: 17_000, requestId: 'item-2', code: 'TooManyRequests', status: 429, detail: 'Slow down.' }),
      failure('notFound', { requestId: 'item-3' }),
      failure('unavailable'),
      failure('unavailable', { retryAfterInMs: 120_000 }),
      failure('consentMissing', { requestId: 'graph-request-1' }),
      failure('rejected'),
    ]);
    expect(graph.requests).toHaveLength(1);
  });

  it('answers malformed for items that are missing, doubled, without a status, or no list', async () => {
    graph.handle(() => ({
      body: {
        responses: [
          { id: '2', status: 200, body: { value: [] } },
          { id: '2', status: 200, body: { value: [] } },
          { id: '3', body: { value: [] } },
          { id: '4', status: 200, body: { value: null } },
          { id: '5', status: 200, body: '<html></html>' },
          { id: '6', status: 200 },
          { id: '99', status: 200, body: { value: [] } },
          null,
        ],
      },
    }));
    const reads = await readerOf(graph).readJobs(tenantId, ids(6));
    expect(reads).toMatchObject(ids(6).map(() => failure('malformed')));
  });

  it('keeps the good jobs of a list beside a malformed one', async () => {
    graph.handle((request) => batchAnswer(request, () => list('active', 'status-missing')));
    const [read] = await readerOf(graph).readJobs(tenantId, ids(1));
    expect(read).toMatchObject({ ok: true, jobs: [{ state: 'Active' }], malformed: [{ jobId: jobFixture('status-missing').id }] });
  });

  it('asks once more, with a new token, for the items that answered 401', async () => {
    graph.handle((request) =>
      batchAnswer(request, (item) =>
        request.headers.authorization === 'Bearer token-1' && item.url.includes('00001') ? { status: 401 } : list('active'),
      ),
    );
    const reads = await readerOf(graph).readJobs(tenantId, ids(3));
    expect(reads.map((read) => read.ok)).toEqual([true, true, true]);
    expect(
      graph.requests.map((request) => [request.headers.authorization, (request.body as { requests: unknown[] }).requests.length]),
    ).toEqual([
      ['Bearer token-1', 3],
      ['Bearer token-2', 1],
    ]);
  });

  it('refreshes the token once for a call, however often Graph answers 401', async () => {
    graph.handle((request) =>
      request.headers.authorization === 'Bearer token-1' ? { status: 401 } : batchAnswer(request, () => ({ status: 401 })),
    );
    const reads = await readerOf(graph).readJobs(tenantId, ids(2));
    expect(reads).toMatchObject([failure('unauthorized'), failure('unauthorized')]);
    expect(graph.requests.map((request) => request.headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('names the missing permission behind a 401 without a message', async () => {
    graph.handle((request) => batchAnswer(request, () => ({ status: 401, body: { error: { code: 'UnknownError', message: '' } } })));
    const [read] = await readerOf(graph).readJobs(tenantId, ids(1));
    expect(read).toMatchObject(failure('consentMissing', { detail: expect.stringContaining('Synchronization.Read.All') }));
  });

  it('follows the pages of an item', async () => {
    const next = `/servicePrincipals/${ids(1)[0]}/synchronization/jobs?$skiptoken=a%20b`;
    graph.handle((request) =>
      request.method === 'GET'
        ? list('quarantine')
        : batchAnswer(request, () => ({ body: { value: [jobFixture('active')], '@odata.nextLink': pageOf(next) } })),
    );
    const [read] = await readerOf(graph).readJobs(tenantId, ids(1));
    expect(read).toMatchObject({ ok: true, jobs: [{ state: 'Active' }, { state: 'Quarantine' }] });
    expect(graph.requests[1]?.path).toBe(`/v1.0${decodeURIComponent(next)}`);
  });

  it('fails only the item whose next page is throttled', async () => {
    graph.handle((request) =>
      request.method === 'GET'
        ? { status: 429, headers: { 'retry-after': '9' } }
        : batchAnswer(request, (_item, index) => ({
            body: { value: [], ...(index === 0 && { '@odata.nextLink': pageOf('/servicePrincipals/x?$skiptoken=1') }) },
          })),
    );
    expect(await readerOf(graph).readJobs(tenantId, ids(2))).toMatchObject([failure('throttled', { retryAfterInMs: 9000 }), { ok: true }]);
  });

  it('takes a 404 to the whole batch, or to a next page, for no word about any service principal', async () => {
    graph.handle(() => ({ status: 404 }));
    await expect(readerOf(graph).readJobs(tenantId, ids(2))).rejects.toMatchObject({ evidence: { reason: 'unavailable', status: 404 } });
    graph.handle((request) =>
      request.method === 'GET'
        ? { status: 404 }
        : batchAnswer(request, () => ({ body: { value: [], '@odata.nextLink': pageOf('/servicePrincipals/x?$skiptoken=1') } })),
    );
    expect(await readerOf(graph).readJobs(tenantId, ids(1))).toMatchObject([failure('unavailable', { status: 404 })]);
  });

  it('stops at pages that form a loop, and at a hundred pages', async () => {
    const first = (next: string) => batchAnswerWith(next);
    graph.handle((request) =>
      request.method === 'GET'
        ? { body: { value: [], '@odata.nextLink': pageOf('/servicePrincipals/x?$skiptoken=1') } }
        : first('1')(request),
    );
    expect(await readerOf(graph).readJobs(tenantId, ids(1))).toMatchObject([
      failure('malformed', { detail: expect.stringContaining('loop') }),
    ]);
    expect(graph.requests).toHaveLength(2);

    let page = 1;
    graph.handle((request) => {
      page += 1;
      return request.method === 'GET'
        ? { body: { value: [], '@odata.nextLink': pageOf(`/servicePrincipals/x?$skiptoken=${page}`) } }
        : first('1')(request);
    });
    expect(await readerOf(graph).readJobs(tenantId, ids(1))).toMatchObject([
      failure('malformed', { detail: expect.stringContaining('100 pages') }),
    ]);
    expect(page).toBeLessThan(103);
  });

  it('never sends the bearer to another origin, whatever the next link says', async () => {
    await using foreign = await startFakeGraph();
    const host = new URL(graph.baseUrl).host;
    const links = [
      `${foreign.baseUrl}/v1.0/servicePrincipals?$skiptoken=1`,
      `http://${host}@${new URL(foreign.baseUrl).host}/v1.0/servicePrincipals`,
      `//${new URL(foreign.baseUrl).host}/v1.0/servicePrincipals`,
      `https://${host}/v1.0/servicePrincipals`,
      `${graph.baseUrl}/beta/servicePrincipals`,
      `${graph.baseUrl}/v1.0/users`,
      `${graph.baseUrl}/v1.0/servicePrincipals/../users`,
      `${graph.baseUrl}/v1.0/servicePrincipalsOther`,
      `${graph.baseUrl}/v1.0/servicePrincipals?$skiptoken=https://evil.example/v1.0/x`,
      `http://user:secret@${host}/v1.0/servicePrincipals`,
      '/v1.0/servicePrincipals?$skiptoken=1',
      'javascript:alert(1)',
      'not a link',
    ];
    graph.handle((request) => batchAnswer(request, (_item, index) => ({ body: { value: [], '@odata.nextLink': links[index] } })));
    expect(await readerOf(graph).readJobs(tenantId, ids(links.length))).toMatchObject(links.map(() => failure('malformed')));
    expect(foreign.requests).toEqual([]);
    expect(graph.requests).toHaveLength(1);
  });
});

function batchAnswerWith(skipToken: string) {
  return (request: Parameters<typeof batchAnswer>[0]) =>
    batchAnswer(request, () => ({ body: { value: [], '@odata.nextLink': pageOf(`/servicePrincipals/x?$skiptoken=${skipToken}`) } }));
}
