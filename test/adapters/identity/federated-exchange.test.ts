import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'selfsigned';
import { createTokenSource } from '../../../lib/adapters/identity/acquire/create-token-source.ts';

const tenantId = '11112222-3333-4444-5555-666677778888';
const unknownTenantId = '99998888-3333-4444-5555-666677778888';
const clientId = 'aaaaaaaa-0000-4000-8000-000000000001';
const identityClientId = 'bbbbbbbb-0000-4000-8000-000000000001';
const clock = { now: () => Date.now() };

const seen: { path: string; body: string; header?: string }[] = [];
const servers: Server[] = [];
let authorityHost = '';

function jwt(claims: object): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
}

const authority: RequestListener = async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const path = (request.url ?? '').split('?')[0] ?? '';
  seen.push({ path, body: Buffer.concat(chunks).toString() });
  const base = `https://${request.headers.host}/${path.split('/')[1]}`;
  response.setHeader('content-type', 'application/json');
  if (path.endsWith('/openid-configuration')) {
    const endpoints = {
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      jwks_uri: `${base}/keys`,
    };
    response.end(JSON.stringify({ issuer: `${base}/v2.0`, ...endpoints }));
  } else if (path.startsWith(`/${tenantId}/`)) {
    response.end(JSON.stringify({ token_type: 'Bearer', expires_in: 3600, access_token: jwt({ tid: tenantId, n: seen.length }) }));
  } else {
    response.statusCode = 400;
    const error_description = `AADSTS700016: Application with identifier '${clientId}' was not found in the directory. Trace ID: 5d5d`;
    response.end(JSON.stringify({ error: 'unauthorized_client', error_description, error_codes: [700016] }));
  }
};

const identityEndpoint: RequestListener = (request, response) => {
  seen.push({ path: request.url ?? '', body: '', header: String(request.headers['x-identity-header']) });
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      access_token: jwt({ sub: 'identity' }),
      expires_on: String(Math.floor(Date.now() / 1000) + 86_400),
      resource: 'x',
      token_type: 'Bearer',
    }),
  );
};

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  const altNames = [{ type: 7 as const, ip: '127.0.0.1' }];
  const certificate = await generate([{ name: 'commonName', value: '127.0.0.1' }], { extensions: [{ name: 'subjectAltName', altNames }] });
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.cert]);
  authorityHost = `https://127.0.0.1:${await listen(createHttpsServer({ key: certificate.private, cert: certificate.cert }, authority))}`;
  process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${await listen(createHttpServer(identityEndpoint))}/msi/token`;
  process.env.IDENTITY_HEADER = 'local-identity-header';
});

afterAll(async () => {
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
});

const federated = () =>
  createTokenSource(
    { mode: 'federated', clientId, identityClientId, authorityHost, scope: 'https://graph.microsoft.com/.default' },
    { clock },
  );
const tokenPosts = () => seen.filter(({ path }) => path.endsWith('/oauth2/v2.0/token'));

describe('the federated credential against a real authority', () => {
  it("exchanges the managed identity's assertion for a tenant's token, once for fifty cold callers", async () => {
    const source = federated();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => source.getToken(tenantId)));
    expect(new Set(tokens).size).toBe(1);
    expect(tokenPosts()).toHaveLength(1);
    const form = new URLSearchParams(tokenPosts()[0]?.body);
    expect(form.get('client_id')).toBe(clientId);
    expect(form.get('client_assertion')).toBe(jwt({ sub: 'identity' }));
    expect(form.get('scope')).toContain('https://graph.microsoft.com/.default');
    const [assertion, ...others] = seen.filter(({ header }) => header !== undefined);
    expect(others).toEqual([]);
    expect(assertion).toMatchObject({ header: 'local-identity-header', path: expect.stringContaining('AzureADTokenExchange') });
    expect(assertion?.path).toContain(identityClientId);

    expect(await source.getToken(tenantId, { forceRefresh: true })).not.toBe(tokens[0]);
    expect(tokenPosts()).toHaveLength(2);
  });

  it('names the AADSTS code of a tenant that does not know the application, after one request', async () => {
    seen.length = 0;
    await expect(federated().getToken(unknownTenantId)).rejects.toMatchObject({
      evidence: {
        service: 'identity',
        reason: 'consentMissing',
        code: 'AADSTS700016',
        detail: expect.stringContaining('was not found in the directory'),
      },
    });
    expect(tokenPosts()).toHaveLength(1);
  });

  it('gives a managed identity only the home tenant', async () => {
    const source = createTokenSource(
      { mode: 'managed-identity', homeTenantId: tenantId, authorityHost, scope: 'https://graph.microsoft.com/.default' },
      { clock },
    );
    await expect(source.getToken(unknownTenantId)).rejects.toMatchObject({
      evidence: { reason: 'rejected', detail: expect.stringContaining('federated') },
    });
  });

  it('uses a client secret, and never shows it in an error', async () => {
    const clientSecret = 'very-s3cret-value';
    const source = createTokenSource(
      { mode: 'client-secret', clientId, clientSecret, authorityHost, scope: 'https://graph.microsoft.com/.default' },
      { clock },
    );
    expect(await source.getToken(tenantId)).toContain('.');
    const error = await source.getToken(unknownTenantId).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ evidence: { code: 'AADSTS700016' } });
    expect(JSON.stringify(error)).not.toContain(clientSecret);
  });
});
