import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createTenantDirectory } from '../../../lib/adapters/identity/create-tenant-directory.ts';
import type { TenantDirectory } from '../../../lib/application/ports/tenant-directory.ts';

const tenantId = '0f7d0a3c-3f0e-4d2b-9a53-6f5d1f6b9a10';
const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(answer: (origin: string, path: string) => Answer, timeoutInMs = 2_000): Promise<TenantDirectory> {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const { status = 200, body, headers = {} } = answer(`http://127.0.0.1:${port}`, request.url ?? '');
    if (body === 'never') return;
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return createTenantDirectory({ authority: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, timeoutInMs });
}

interface Answer {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
}

describe('the tenant of a domain', () => {
  it('is the one that its OpenID document names as the issuer', async () => {
    const asked: string[] = [];
    const directory = await serve((origin, path) => {
      asked.push(path);
      return { body: { issuer: `${origin}/${tenantId.toUpperCase()}/v2.0`, token_endpoint: 'https://elsewhere.example' } };
    });
    expect(await directory.findTenantId('contoso.com')).toBe(tenantId);
    expect(asked).toEqual(['/contoso.com/v2.0/.well-known/openid-configuration']);
  });

  it.each([
    [400, { error: 'invalid_tenant', error_codes: [90002] }],
    [400, { error: 'invalid_request', error_codes: [900023] }],
    [404, 'nothing here'],
  ])('does not exist where the authority answers %i %j', async (status, body) => {
    const directory = await serve(() => ({ status, body }));
    expect(await directory.findTenantId('nobody.example')).toBeUndefined();
  });

  it.each<[string, (origin: string) => Answer, string]>([
    ['an issuer of another authority', () => ({ body: { issuer: `https://login.microsoftonline.us/${tenantId}/v2.0` } }), 'malformed'],
    ['an issuer that begins like ours', (origin) => ({ body: { issuer: `${origin}.evil.example/${tenantId}/v2.0` } }), 'malformed'],
    ['the issuer of every tenant', (origin) => ({ body: { issuer: `${origin}/{tenantid}/v2.0` } }), 'malformed'],
    ['an issuer of version 1', (origin) => ({ body: { issuer: `${origin}/${tenantId}/` } }), 'malformed'],
    ['no issuer', () => ({ body: {} }), 'malformed'],
    ['a page', () => ({ body: '<html>' }), 'malformed'],
    ['a redirect', (origin) => ({ status: 302, body: '', headers: { location: `${origin}/elsewhere` } }), 'rejected'],
    ['a refusal for another reason', () => ({ status: 400, body: { error: 'invalid_request', error_codes: [900144] } }), 'rejected'],
    ['a fault of the authority', () => ({ status: 503, body: '' }), 'unavailable'],
    ['a throttled look-up', () => ({ status: 429, body: '', headers: { 'retry-after': '7' } }), 'throttled'],
    ['more than anybody should read', () => ({ body: 'x'.repeat(70_000) }), 'unreachable'],
    ['nothing at all', () => ({ body: 'never' }), 'timeout'],
  ])('is not known from %s', async (_, answer, reason) => {
    const directory = await serve(answer, 300);
    await expect(directory.findTenantId('contoso.com')).rejects.toMatchObject({ evidence: { service: 'identity', reason } });
  });

  it('is not known while nobody listens', async () => {
    const directory = createTenantDirectory({ authority: 'http://127.0.0.1:9', timeoutInMs: 500 });
    await expect(directory.findTenantId('contoso.com')).rejects.toMatchObject({ evidence: { reason: 'unreachable' } });
  });
});
