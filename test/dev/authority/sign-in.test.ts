import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { registrations } from '../../../dev/authority/callers/local-callers.ts';
import { type Authority, startAuthority } from '../../../dev/authority/start-authority.ts';
import { createDemoWorld } from '../../../dev/graph/demo/demo-fleet.ts';
import { demoTenants } from '../../../dev/graph/demo/demo-ids.ts';
import { createSharedState, type SharedState } from '../../../dev/graph/server/shared-state.ts';

const page = 'http://127.0.0.1:7071';
const redirectUri = `${page}/api/ui/`;
const { northlight, mercator } = demoTenants;
const verifier = randomBytes(32).toString('base64url');
const scope = `${registrations.apiClientId}/.default offline_access`;

let clock = Date.now();
let shared: SharedState;
let authority: Authority;
beforeAll(async () => {
  const world = createDemoWorld({ now: () => clock });
  shared = await createSharedState(world);
  authority = await startAuthority({ port: 0, world, shared, origins: [page] });
});
afterAll(() => authority.close());

interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read documents of every shape.
  json: any;
}

function call(
  path: string,
  { method = 'GET', body, headers = {} }: { method?: string; body?: string; headers?: Record<string, string> } = {},
) {
  return new Promise<Reply>((resolve, reject) => {
    const sent = request(`${authority.url}${path}`, { ca: authority.certificatePem, method, agent: false, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        const isJson = response.headers['content-type']?.includes('json');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function authorize(change: Record<string, string> = {}, tenantId: string = northlight): Promise<Reply> {
  const query = new URLSearchParams({
    client_id: registrations.uiClientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 'where-i-was',
    login_hint: 'operator',
    ...change,
  });
  return call(`/${tenantId}/oauth2/v2.0/authorize?${query}`);
}

function answerOf({ status, headers }: Reply): URLSearchParams {
  expect(status).toBe(302);
  expect(headers.location).toMatch(/^http:\/\/127\.0\.0\.1:7071\/api\/ui\//);
  const url = new URL(headers.location ?? '');
  return url.hash ? new URLSearchParams(url.hash.slice(1)) : url.searchParams;
}

function redeem(form: Record<string, string>, tenantId: string = northlight): Promise<Reply> {
  const body = new URLSearchParams({ client_id: registrations.uiClientId, ...form }).toString();
  return call(`/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body, headers: { origin: page } });
}

async function codeOf(change: Record<string, string> = {}): Promise<string> {
  return answerOf(await authorize(change)).get('code') ?? '';
}

const redeemCode = (code: string, change: Record<string, string> = {}) =>
  redeem({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier, ...change });

async function publishedKeys(): Promise<JSONWebKeySet> {
  return (await call('/common/discovery/v2.0/keys')).json;
}

describe('signing in to the local world', () => {
  it('gives a page a token for the person it names, by a code and its proof', async () => {
    const answer = answerOf(await authorize());
    expect(answer.get('state')).toBe('where-i-was');
    const { status, headers, json } = await redeemCode(answer.get('code') ?? '');
    expect({ status, origin: headers['access-control-allow-origin'] }).toEqual({ status: 200, origin: page });
    expect(json).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: `api://${registrations.apiClientId}/Sync.Access offline_access`,
    });
    expect(json.id_token).toBeUndefined();
    const options = { issuer: `${authority.url}/${northlight}/v2.0`, audience: registrations.apiClientId, currentDate: new Date(clock) };
    const { payload } = await jwtVerify(json.access_token, createLocalJWKSet(await publishedKeys()), options);
    expect(payload).toMatchObject({
      scp: 'Sync.Access',
      roles: ['Sync.Operator'],
      azp: registrations.uiClientId,
      name: 'Oscar Operator',
      ver: '2.0',
    });
    expect(payload.sub).not.toBe(payload.oid);
  });

  it('signs people of the home tenant in where no tenant is named', async () => {
    const code = answerOf(await authorize({}, 'organizations')).get('code') ?? '';
    const { json } = await redeem(
      { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier },
      'organizations',
    );
    expect(decodeJwt(json.access_token)).toMatchObject({ tid: northlight, iss: `${authority.url}/${northlight}/v2.0` });
    const { json: document } = await call('/organizations/v2.0/.well-known/openid-configuration');
    expect(document).toMatchObject({
      issuer: `${authority.url}/{tenantid}/v2.0`,
      token_endpoint: `${authority.url}/organizations/oauth2/v2.0/token`,
    });
  });

  it('lists everybody as a link where nobody is named, and works without a script', async () => {
    const { status, headers, text } = await authorize({ login_hint: '' });
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
    expect(links).toHaveLength(6);
    expect(answerOf(await call(links[0] ?? '')).get('code')).toBeTruthy();
  });

  it('answers in the fragment where that is asked for', async () => {
    expect(answerOf(await authorize({ response_mode: 'fragment' })).get('code')).toBeTruthy();
  });

  it('gives an ID token for openid, with the nonce of the page', async () => {
    const code = await codeOf({ scope: `openid profile api://${registrations.apiClientId}/Sync.Read`, nonce: 'n-1' });
    const { json } = await redeemCode(code);
    expect(decodeJwt(json.id_token)).toMatchObject({ aud: registrations.uiClientId, nonce: 'n-1' });
    expect(decodeJwt(json.access_token)).toMatchObject({ scp: 'Sync.Read' });
    expect(json.refresh_token).toBeUndefined();
  });

  it('renews by a refresh token, each of which is good for once', async () => {
    const first = (await redeemCode(await codeOf())).json.refresh_token;
    clock += 3_600_000;
    const second = await redeem({ grant_type: 'refresh_token', refresh_token: first, scope });
    expect(decodeJwt(second.json.access_token).exp).toBe(Math.floor(clock / 1000) + 3600);
    expect((await redeem({ grant_type: 'refresh_token', refresh_token: first })).json).toMatchObject({
      error: 'invalid_grant',
      error_codes: [70043],
    });
    expect((await redeem({ grant_type: 'refresh_token', refresh_token: second.json.refresh_token }, mercator)).status).toBe(400);
    expect((await redeem({ grant_type: 'refresh_token', refresh_token: second.json.refresh_token })).status).toBe(200);
  });

  it.each<[string, Record<string, string>, number]>([
    ['another proof', { code_verifier: 'x'.repeat(43) }, 501481],
    ['no proof', { code_verifier: '' }, 501481],
    ['another address', { redirect_uri: `${page}/elsewhere` }, 500112],
    ['another client', { client_id: registrations.robotClientId }, 700005],
  ])('refuses a code with %s, and the code is spent', async (_, change, number) => {
    const code = await codeOf();
    expect((await redeemCode(code, change)).json).toMatchObject({ error: 'invalid_grant', error_codes: [number] });
    expect((await redeemCode(code)).json).toMatchObject({ error_codes: [54005] });
  });

  it('refuses a code after ten minutes', async () => {
    const code = await codeOf();
    clock += 600_000;
    expect((await redeemCode(code)).json).toMatchObject({ error_codes: [70008] });
  });

  it.each([
    ['another way than a code', { response_type: 'token' }, 'invalid_request'],
    ['no challenge', { code_challenge: '' }, 'invalid_request'],
    ['a challenge in clear text', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a scope of Microsoft Graph', { scope: 'https://graph.microsoft.com/.default' }, 'invalid_scope'],
    ['silence', { login_hint: '', prompt: 'none' }, 'login_required'],
  ])('sends the page back with an error for %s', async (_, change, error) => {
    const answer = answerOf(await authorize(change));
    expect(Object.fromEntries(answer)).toMatchObject({ error, state: 'where-i-was' });
    expect(answer.get('code')).toBeNull();
  });

  it.each([
    ['another client', { client_id: registrations.robotClientId }],
    ['an address on another machine', { redirect_uri: 'https://evil.example/' }],
    ['an address that only looks local', { redirect_uri: 'http://127.0.0.1.evil.example/' }],
    ['an address that runs a script', { redirect_uri: 'javascript:alert(1)' }],
  ])('sends nobody anywhere for %s', async (_, change) => {
    const { status, headers } = await authorize(change);
    expect({ status, location: headers.location }).toEqual({ status: 400, location: undefined });
  });

  it('signs an application in by its secret', async () => {
    const form = {
      grant_type: 'client_credentials',
      client_id: registrations.robotClientId,
      scope: `api://${registrations.apiClientId}/.default`,
    };
    const { json } = await redeem({ ...form, client_secret: registrations.robotSecret });
    expect(decodeJwt(json.access_token)).toMatchObject({ idtyp: 'app', roles: ['Sync.Operator'] });
    expect(decodeJwt(json.access_token).scp).toBeUndefined();
    expect((await redeem({ ...form, client_secret: 'guess' })).json).toMatchObject({ error_codes: [7000215] });
  });

  it('signs out to an address on this machine, and to no other', async () => {
    const out = (target: string) =>
      call(`/${northlight}/oauth2/v2.0/logout?${new URLSearchParams({ post_logout_redirect_uri: target, state: 's' })}`);
    expect((await out(redirectUri)).headers.location).toBe(`${redirectUri}?state=s`);
    expect((await out('https://evil.example/')).headers.location).toBeUndefined();
    expect((await out('https://evil.example/')).status).toBe(200);
  });

  it('keeps codes, proofs and tokens out of the log', async () => {
    const code = await codeOf();
    const { json } = await redeemCode(code);
    const log = JSON.stringify(shared.log.entries());
    for (const secret of [code, verifier, json.access_token, json.refresh_token, registrations.robotSecret])
      expect(log).not.toContain(secret);
  });
});

describe('the local authority and pages', () => {
  const paths = [
    `/${northlight}/v2.0/.well-known/openid-configuration`,
    '/common/discovery/v2.0/keys',
    `/${northlight}/oauth2/v2.0/logout`,
  ];

  it.each(paths)('lets the page of the API read %s, and no other page', async (path) => {
    const allowed = async (origin: string) => (await call(path, { headers: { origin } })).headers['access-control-allow-origin'];
    expect(await allowed(page)).toBe(page);
    expect(await allowed('http://evil.example')).toBeUndefined();
    expect((await call(path)).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('answers the preflight of that page', async () => {
    const { status, headers } = await call(`/${northlight}/oauth2/v2.0/token`, { method: 'OPTIONS', headers: { origin: page } });
    expect({ status, origin: headers['access-control-allow-origin'] }).toEqual({ status: 204, origin: page });
  });

  it.each(['/_tokens', '/_keys'])('has no %s for a page, whichever it is', async (path) => {
    for (const origin of [page, 'null', 'http://evil.example']) {
      const answer = await call(path, { method: 'POST', body: '{"action":"rotate"}', headers: { origin } });
      expect(answer.status).toBe(origin === page ? 404 : 403);
    }
  });

  it('tells in the discovery document where each of this is', async () => {
    const { json } = await call(paths[0] ?? '');
    const base = `${authority.url}/${northlight}`;
    expect(json).toMatchObject({
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    });
  });
});

describe('the keys of the local authority', () => {
  const change = async (body: object) => (await call('/_keys', { method: 'POST', body: JSON.stringify(body) })).json;
  const kids = async () => (await publishedKeys()).keys.map(({ kid }) => kid);

  it('rotate and are withdrawn when a test says so', async () => {
    expect(await change({ action: 'rotate' })).toEqual({ current: 'authority-2', published: ['authority-1', 'authority-2'] });
    const token = await authority.issueApiToken('admin');
    const options = { audience: registrations.apiClientId, currentDate: new Date(clock) };
    await jwtVerify(token, createLocalJWKSet(await publishedKeys()), options);
    expect(await change({ action: 'withdraw' })).toEqual({ current: 'authority-2', published: ['authority-2'] });
    expect(await kids()).toEqual(['authority-2']);
    expect((await publishedKeys()).keys).toEqual([expect.objectContaining({ use: 'sig', issuer: `${authority.url}/{tenantid}/v2.0` })]);
    expect((await publishedKeys()).keys[0]).not.toHaveProperty('alg');
    expect((await change({ action: 'withdraw', kid: 'authority-7' })).error).toBeTruthy();
  });

  it('fail in every way that a test asks for', async () => {
    const path = '/discovery/';
    const match = { service: 'authority', path } as const;
    const asked = async () => (await call('/common/discovery/v2.0/keys')) as Reply;
    shared.faults.add([{ match, fault: { kind: 'status', status: 500 } }]);
    expect((await asked()).status).toBe(500);
    shared.faults.add([{ match, fault: { kind: 'status', status: 302, headers: { location: 'https://evil.example/keys' } } }]);
    expect((await asked()).headers.location).toBe('https://evil.example/keys');
    shared.faults.add([{ match, fault: { kind: 'body', body: { keys: [], padding: 'x'.repeat(300_000) } } }]);
    expect((await asked()).text.length).toBeGreaterThan(300_000);
  });
});

describe('tokens that a test asks for', () => {
  const mint = async (body: object) => decodeJwt((await call('/_tokens', { method: 'POST', body: JSON.stringify(body) })).json.token);

  it.each([
    ['user', { scp: 'Sync.Access', roles: ['Sync.Admin'], azp: registrations.uiClientId, ver: '2.0' }],
    ['app', { idtyp: 'app', roles: ['Sync.Admin'], azp: registrations.robotClientId }],
    ['guest', { scp: 'Sync.Access', roles: ['Sync.Admin'], acct: 1, tid: northlight }],
    [
      'v1',
      {
        ver: '1.0',
        appid: registrations.uiClientId,
        aud: `api://${registrations.apiClientId}`,
        iss: `https://sts.windows.net/${northlight}/`,
      },
    ],
    ['id', { aud: registrations.apiClientId, roles: ['Sync.Admin'], nonce: 'nonce' }],
  ])('are like those of Entra for %s', async (preset, claims) => {
    expect(await mint({ preset, role: 'admin' })).toMatchObject(claims);
  });

  it('take what the test gives instead, and leave out what it gives as null', async () => {
    const claims = await mint({ preset: 'user', role: 'none', tenantId: mercator, claims: { oid: 'mine', azp: null } });
    expect(claims).toMatchObject({ oid: 'mine', tid: mercator, iss: `${authority.url}/${mercator}/v2.0` });
    expect('azp' in claims || 'roles' in claims).toBe(false);
  });

  it('are nothing but what the test gives where it names no preset', async () => {
    expect(await mint({ header: { alg: 'RS256' }, claims: { tid: null } })).toEqual({ tid: null });
    const headerOf = async (body: object) =>
      decodeProtectedHeader((await call('/_tokens', { method: 'POST', body: JSON.stringify(body) })).json.token);
    expect(await headerOf({ header: { alg: 'RS256', kid: null } })).toEqual({ alg: 'RS256' });
    expect(await headerOf({})).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'authority-2' });
    expect((await call('/_tokens', { method: 'POST', body: '{"preset":"robot"}' })).status).toBe(400);
  });
});
