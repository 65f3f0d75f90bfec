import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FakeGraph, readerOf, startFakeGraph, tenantId } from './fake-graph.ts';

let graph: FakeGraph;
beforeEach(async () => {
  graph = await startFakeGraph();
});
afterEach(async () => {
  await graph[Symbol.asyncDispose]();
});

const inbound = '1a4721b3-e57f-4451-ae87-ef078703ec94';
const writeback = 'fb81332f-3eca-4ecf-a939-4278e501d330';

const cloudSync = { id: 'sp-1', appId: 'app-1', displayName: 'corp.example', applicationTemplateId: inbound };
const groups = { id: 'sp-2', appId: 'app-2', displayName: 'groups', applicationTemplateId: writeback.toUpperCase() };
const legacy = {
  id: 'sp-3',
  appId: inbound,
  displayName: 'Active Directory to Azure Active Directory Provisioning',
  applicationTemplateId: null,
};
const other = { id: 'sp-4', appId: 'app-4', displayName: null, applicationTemplateId: null };

describe('findServicePrincipals', () => {
  it('asks for both templates and for the legacy shared application, and names each hit once', async () => {
    graph.handle(({ path }) => {
      if (path.includes(`applicationTemplateId eq '${inbound}'`)) return { body: { value: [cloudSync] } };
      return { body: { value: path.includes(`appId eq '${inbound}'`) ? [legacy, cloudSync] : [groups] } };
    });
    const found = await readerOf(graph).findServicePrincipals(tenantId);
    expect(found.map((servicePrincipal) => servicePrincipal.id)).toEqual(['sp-1', 'sp-2', 'sp-3']);
    expect(found[2]).toEqual({ id: 'sp-3', appId: inbound, displayName: legacy.displayName });
    expect(graph.requests.map((request) => request.path)).toEqual(
      [`applicationTemplateId eq '${inbound}'`, `applicationTemplateId eq '${writeback}'`, `appId eq '${inbound}'`].map(
        (filter) => `/v1.0/servicePrincipals?$filter=${filter}&$select=id,appId,displayName,applicationTemplateId`,
      ),
    );
  });

  it('reads the whole list and filters it where Graph refuses the filter with 400', async () => {
    graph.handle(({ path }) => {
      if (path.includes('$filter')) return { status: 400, body: { error: { code: 'Request_UnsupportedQuery', message: 'Unsupported' } } };
      if (path.includes('$skiptoken')) return { body: { value: [legacy, other] } };
      return { body: { value: [other, cloudSync, groups], '@odata.nextLink': `${graph.baseUrl}/v1.0/servicePrincipals?$skiptoken=2` } };
    });
    const found = await readerOf(graph).findServicePrincipals(tenantId);
    expect(found.map((servicePrincipal) => servicePrincipal.id)).toEqual(['sp-1', 'sp-2', 'sp-3']);
  });

  it('throws what Graph refused for another reason', async () => {
    graph.handle(() => ({ status: 403, body: { error: { code: 'Authorization_RequestDenied', message: 'No' } } }));
    await expect(readerOf(graph).findServicePrincipals(tenantId)).rejects.toMatchObject({ evidence: { reason: 'consentMissing' } });
  });
});

describe('listServicePrincipals', () => {
  it('answers a page of 999 with a cursor that is a path, and continues there', async () => {
    graph.handle(({ path }) =>
      path.includes('$skiptoken')
        ? { body: { value: [other] } }
        : { body: { value: [cloudSync], '@odata.nextLink': `${graph.baseUrl}/v1.0/servicePrincipals?$top=999&$skiptoken=a%2Bb` } },
    );
    const reader = readerOf(graph);
    const first = await reader.listServicePrincipals(tenantId);
    expect(first).toEqual({ value: [cloudSync], cursor: '/servicePrincipals?$top=999&$skiptoken=a%2Bb' });
    const second = await reader.listServicePrincipals(tenantId, first.cursor);
    expect(second).toEqual({ value: [{ id: 'sp-4', appId: 'app-4', displayName: 'app-4' }] });
    expect(graph.requests.map((request) => request.path)).toEqual([
      '/v1.0/servicePrincipals?$top=999&$select=id,appId,displayName,applicationTemplateId',
      '/v1.0/servicePrincipals?$top=999&$skiptoken=a+b',
    ]);
  });

  it.each([
    'https://evil.example/v1.0/servicePrincipals',
    '//evil.example/servicePrincipals',
    '/users?$top=1',
    '@evil.example/servicePrincipals',
    '',
  ])('sends nothing for the cursor %j', async (cursor) => {
    await expect(readerOf(graph).listServicePrincipals(tenantId, cursor)).rejects.toMatchObject({ evidence: { reason: 'malformed' } });
    expect(graph.requests).toEqual([]);
  });

  it('refuses a next link that leaves Graph, and one that points to the same page', async () => {
    graph.handle(() => ({ body: { value: [], '@odata.nextLink': 'https://evil.example/v1.0/servicePrincipals' } }));
    await expect(readerOf(graph).listServicePrincipals(tenantId)).rejects.toMatchObject({ evidence: { reason: 'malformed' } });
    graph.handle(() => ({ body: { value: [], '@odata.nextLink': `${graph.baseUrl}/v1.0/servicePrincipals?$skiptoken=1` } }));
    await expect(readerOf(graph).listServicePrincipals(tenantId, '/servicePrincipals?$skiptoken=1')).rejects.toMatchObject({
      evidence: { detail: expect.stringContaining('loop') },
    });
  });

  it('fails a page with an entry that has no usable id, since leaving it out would hide its jobs', async () => {
    graph.handle(() => ({ body: { value: [cloudSync, { displayName: 'nameless' }] } }));
    await expect(readerOf(graph).listServicePrincipals(tenantId)).rejects.toMatchObject({ evidence: { reason: 'malformed' } });
  });
});
