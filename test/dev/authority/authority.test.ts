import { execFile } from 'node:child_process';
import { request } from 'node:https';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose';
import { demoTenants } from '../../../dev/graph/demo/demo-ids.ts';
import { clients } from '../../../dev/graph/world/clients.ts';
import { type LocalCloud, startLocalCloud } from '../graph/local-cloud.ts';

const { northlight, mercator, pinecrest } = demoTenants;

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
  cloud.clock.now = Date.now();
});
afterAll(() => cloud.close());

function call(path: string, body?: string): Promise<{ status: number; body: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request(`${cloud.authority.url}${path}`, { ca: cloud.authority.certificatePem, method, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text && !text.startsWith('<') ? JSON.parse(text) : {} }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function assertionOf(clientId: string): Promise<string> {
  const query = new URLSearchParams({ 'api-version': '2019-08-01', resource: 'api://AzureADTokenExchange', client_id: clientId });
  const answer = await fetch(`${cloud.graph.identityEndpoint}?${query}`, { headers: { 'X-IDENTITY-HEADER': cloud.graph.identityHeader } });
  return ((await answer.json()) as { access_token: string }).access_token;
}

function tokenForm(more: Record<string, string>): string {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'https://graph.microsoft.com/.default',
    client_id: clients.readerClientId,
    ...more,
  }).toString();
}

describe('the token authority', () => {
  it('gives @azure/identity a tenant token for the assertion of a managed identity, and AADSTS700016 without consent', async () => {
    cloud.shared.log.clear();
    const environment = {
      PATH: process.env.PATH ?? '',
      AUTHORITY: cloud.authority.url,
      CA: cloud.authority.certificatePem,
      TENANTS: [northlight, mercator, pinecrest].join(','),
      APP: clients.readerClientId,
      IDENTITY: clients.readerIdentityClientId,
      IDENTITY_ENDPOINT: cloud.graph.identityEndpoint,
      IDENTITY_HEADER: cloud.graph.identityHeader,
    };
    const { stdout } = await promisify(execFile)(process.execPath, [`${import.meta.dirname}/credentials-probe.ts`], { env: environment });
    const results = JSON.parse(stdout) as Record<string, { token?: string; lifetimeInMs?: number }>;
    expect(decodeJwt(results[mercator]?.token ?? '')).toMatchObject({
      tid: mercator,
      appid: clients.readerClientId,
      aud: 'https://graph.microsoft.com',
    });
    expect(results[mercator]?.lifetimeInMs).toBeGreaterThan(3_500_000);
    expect(results[pinecrest]).toMatchObject({ name: 'AuthenticationRequiredError', errorNo: 700016 });
    const read = await fetch(`${cloud.graph.url}/v1.0/organization`, {
      headers: { authorization: `Bearer ${results[northlight]?.token}` },
    });
    expect(read.status).toBe(200);
    const log = cloud.shared.log.entries();
    expect(
      log.filter((entry) => entry.service === 'authority' && entry.method === 'POST').map((entry) => [entry.tenantId, entry.status]),
    ).toEqual([
      [northlight, 200],
      [mercator, 200],
      [pinecrest, 400],
    ]);
    const text = JSON.stringify(log);
    for (const secret of ['eyJ', cloud.graph.identityHeader, 'client_assertion"']) expect(text).not.toContain(secret);
  });

  it('refuses a foreign assertion, the assertion of the wrong identity, a missing credential and a wrong header', async () => {
    const path = `/${northlight}/oauth2/v2.0/token`;
    const codeOf = async (form: Record<string, string>) => (await call(path, tokenForm(form))).body.error_codes;
    const foreign = await cloud.authority.issueApiToken('admin', { audience: 'api://AzureADTokenExchange' });
    expect(await codeOf({ client_assertion: foreign })).toEqual([700027]);
    expect(await codeOf({ client_assertion: await assertionOf(clients.operatorIdentityClientId) })).toEqual([700213]);
    expect(await codeOf({})).toEqual([7000218]);
    expect(await codeOf({ client_secret: 'guess' })).toEqual([7000215]);
    expect((await fetch(cloud.graph.identityEndpoint, { headers: { 'X-IDENTITY-HEADER': 'guess' } })).status).toBe(401);
    expect((await call('/00000000-0000-4000-8000-000000000000/oauth2/v2.0/token', tokenForm({}))).body).toMatchObject({
      error_codes: [90002],
    });
  });

  it('issues a token for a client secret', async () => {
    const [reader] = cloud.world.applications;
    if (reader) reader.secret = 'planted-secret-marker';
    const answer = await call(
      `/${northlight}/oauth2/v2.0/token?client-request-id=1`,
      tokenForm({ client_secret: 'planted-secret-marker' }),
    );
    expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(JSON.stringify(cloud.shared.log.entries())).not.toContain('planted-secret-marker');
  });

  it('signs tokens for callers of the API that its own discovery document lets anyone verify', async () => {
    const token = await cloud.authority.issueApiToken('operator', { audience: 'api://product' });
    const issuer = `${cloud.authority.url}/${northlight}/v2.0`;
    const { body: document } = await call(`/${northlight}/v2.0/.well-known/openid-configuration`);
    expect(document.issuer).toBe(issuer);
    const { body: keys } = await call(new URL(String(document.jwks_uri)).pathname);
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys as unknown as JSONWebKeySet), { issuer, audience: 'api://product' });
    expect(payload).toMatchObject({ roles: ['Sync.Operator'], tid: northlight, oid: expect.any(String) });
  });

  it('signs whatever attack a test asks for', async () => {
    const sign = async (alg: string) =>
      String((await call('/_tokens', JSON.stringify({ header: { alg }, claims: { tid: 'x' } }))).body.token);
    const headerOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
    expect([headerOf(await sign('none')).alg, headerOf(await sign('HS256')).alg, headerOf(await sign('RS256')).alg]).toEqual([
      'none',
      'HS256',
      'RS256',
    ]);
    expect((await call('/_tokens', JSON.stringify({ header: { alg: 'ES256' } }))).status).toBe(400);
  });

  it('is hit by the same faults as Graph', async () => {
    cloud.fault({ match: { service: 'authority', path: '/oauth2/' }, fault: { kind: 'status', status: 503 } });
    expect((await call(`/${northlight}/oauth2/v2.0/token`, tokenForm({}))).status).toBe(503);
    cloud.fault({ match: { service: 'identity' }, fault: { kind: 'status', status: 404 } });
    expect((await fetch(cloud.graph.identityEndpoint)).status).toBe(404);
  });
});

describe('the consent of an administrator', () => {
  it('is asked for at the address that tenants are shown with, and makes the application known in that tenant alone', async () => {
    const path = `/${pinecrest}/adminconsent?client_id=${clients.readerClientId}`;
    const { world } = cloud;
    const operator = world.tenants.get(pinecrest)?.grants[clients.operatorClientId];
    expect((await call(path)).status).toBe(200);
    expect(world.tenants.get(pinecrest)?.grants[clients.readerClientId]).toBeUndefined();
    expect((await call(path, '')).status).toBe(200);
    expect(world.tenants.get(pinecrest)?.grants[clients.readerClientId]).toContain('Synchronization.Read.All');
    expect(world.tenants.get(pinecrest)?.grants[clients.operatorClientId]).toEqual(operator);
    expect((await call(`/${pinecrest}/adminconsent?client_id=${pinecrest}`, '')).status).toBe(400);
    expect((await call(`/nobody.example/adminconsent?client_id=${clients.readerClientId}`, '')).status).toBe(400);
  });

  it('is for a tenant that is found by its domain, too', async () => {
    const { domain = '' } = cloud.world.tenants.get(northlight) ?? {};
    const { body } = await call(`/${domain}/v2.0/.well-known/openid-configuration`);
    expect(body.issuer).toBe(`${cloud.authority.url}/${northlight}/v2.0`);
  });
});
