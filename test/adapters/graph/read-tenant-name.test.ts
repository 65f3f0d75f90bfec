import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FakeGraph, readerOf, startFakeGraph, tenantId } from './fake-graph.ts';

let graph: FakeGraph;
beforeEach(async () => {
  graph = await startFakeGraph();
});
afterEach(async () => {
  await graph[Symbol.asyncDispose]();
});

describe('readTenantName', () => {
  it('answers the display name of the organisation, cleaned', async () => {
    graph.handle(() => ({ body: { value: [{ displayName: 'Northlight\u202e Energy' }] } }));
    expect(await readerOf(graph).readTenantName(tenantId)).toBe('Northlight  Energy');
    expect(graph.requests.map(({ path }) => path)).toEqual(['/v1.0/organization?$select=displayName']);
  });

  it.each([
    ['the permission is missing', { status: 403, body: { error: { code: 'Authorization_RequestDenied', message: 'no' } } }],
    ['Graph is down', { status: 503 }],
    ['the answer is not understood', { body: { value: 'x' } }],
    ['the organisation has no name', { body: { value: [{ displayName: '' }] } }],
  ])('answers nothing when %s', async (_, answer) => {
    graph.handle(() => answer);
    expect(await readerOf(graph).readTenantName(tenantId)).toBeUndefined();
  });
});
