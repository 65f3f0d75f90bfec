import { rmSync } from 'node:fs';
import { request as requestHttp } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registrations } from '../../dev/authority/callers/local-callers.ts';
import { demoTenants } from '../../dev/graph/demo/demo-ids.ts';
import type { LogEntry } from '../../dev/graph/server/request-log.ts';
import { askAuthority, mintToken } from '../support/worlds/ask-authority.ts';
import { freePorts, type RunningWorld, runToEnd, startWorld } from '../support/worlds/start-world.ts';

const ranks = { Reader: 0, Operator: 1, Admin: 2 };
const roles = ['reader', 'operator', 'admin'] as const;

interface Flow {
  tokenUrl: string;
  authorizationUrl: string;
  scopes: Record<string, string>;
}

interface OpenApi {
  components: { securitySchemes: { entra: { flows: { authorizationCode: Flow; clientCredentials: Flow } } } };
  paths: Record<string, Record<string, { security?: unknown[]; 'x-roles'?: (keyof typeof ranks)[] }>>;
}

let port: number;
let world: RunningWorld;
let tokens: Record<(typeof roles)[number], string>;

beforeAll(async () => {
  port = await freePorts(16_071);
  world = await startWorld(['--port', String(port), '--auth', '--keep']);
  tokens = world.urls.tokens ?? { reader: '', operator: '', admin: '' };
}, 90_000);

afterAll(async () => {
  await world?.stop();
  rmSync(`.local/demo-${port}`, { recursive: true, force: true });
});

const call = (path: string, token?: string, method = 'GET') =>
  fetch(`${world.urls.api}${path}`, { method, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

/** Every operation of the document, with the role it needs; an open one needs none. */
async function operations() {
  const { paths } = (await (await call('/openapi.json')).json()) as OpenApi;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security, 'x-roles': needed = [] }]) => ({
      path: path.replaceAll(/\{\w+\}/g, demoTenants.northlight),
      method: method.toUpperCase(),
      needed: security?.length === 0 ? undefined : needed[0],
    })),
  );
}

const mint = (body: object) => mintToken(world, body);

describe('npm start -- --auth', () => {
  it('prints a token for each role, and a command that works', () => {
    expect(Object.keys(tokens)).toEqual([...roles]);
    expect(world.lines.join('\n')).toContain(`curl -H 'authorization: Bearer ${tokens.reader}' http://127.0.0.1:${port}/api/v1/jobs`);
  });

  it('answers each route by role, and without a token only what is open', async () => {
    const all = await operations();
    expect(all.length).toBeGreaterThan(25);
    for (const { path, method, needed } of all) {
      const stranger = await call(path, undefined, method);
      expect([method, path, stranger.status === 401]).toEqual([method, path, needed !== undefined]);
      for (const [rank, role] of roles.entries()) {
        const { status } = await call(path, tokens[role], method);
        const refused = needed !== undefined && rank < ranks[needed];
        expect([method, path, role, status === 403, status === 401]).toEqual([method, path, role, refused, false]);
      }
    }
  });

  it('knows people, guests and applications, and nobody else', async () => {
    const statusOf = async (body: object) => (await call('/jobs', await mint({ role: 'operator', ...body }))).status;
    expect(await Promise.all(['user', 'guest', 'app'].map((preset) => statusOf({ preset })))).toEqual([200, 200, 200]);
    expect(await statusOf({ preset: 'user', role: 'none' })).toBe(403);
    const strangers = [
      { preset: 'id' },
      { preset: 'v1' },
      { preset: 'user', header: { alg: 'none' } },
      { preset: 'user', header: { alg: 'HS256' } },
      { preset: 'user', header: { kid: 'never-published' } },
      { preset: 'user', tenantId: demoTenants.mercator },
      { preset: 'user', claims: { aud: 'https://graph.microsoft.com' } },
    ];
    for (const stranger of strangers) expect([stranger, await statusOf(stranger)]).toEqual([stranger, 401]);
  });

  it('lets an application sign in that knows nothing but the document', async () => {
    const { components } = (await (await call('/openapi.json')).json()) as OpenApi;
    const { authorizationCode, clientCredentials } = components.securitySchemes.entra.flows;
    const { robotClientId: client_id, robotSecret: client_secret } = registrations;
    const [scope = ''] = Object.keys(clientCredentials.scopes);
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret, scope });
    const { access_token: token } = await askAuthority(clientCredentials.tokenUrl, form.toString(), port);
    expect((await call('/jobs', token)).status).toBe(200);
    expect(authorizationCode.authorizationUrl).toBe(`${world.urls.authority}/${demoTenants.northlight}/oauth2/v2.0/authorize`);
  });

  it('refuses a request with two tokens, though each would do', async () => {
    const { hostname, pathname } = new URL(`${world.urls.api}/jobs`);
    const bearer = `Bearer ${tokens.admin}`;
    const status = await new Promise((resolve, reject) => {
      const headers = ['host', `127.0.0.1:${port}`, 'authorization', bearer, 'authorization', bearer];
      requestHttp({ hostname, port, path: pathname, headers }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(401);
  });

  it('asked for the keys once in all this time, or twice where half a minute has passed', async () => {
    const log = (await (await fetch(`${world.urls.graph}/_log`)).json()) as LogEntry[];
    const asked = log.filter(({ path }) => path.endsWith('/discovery/v2.0/keys')).map(({ at }) => Date.parse(at));
    expect(asked.length).toBeGreaterThan(0);
    for (const [index, at] of asked.slice(1).entries()) expect(at - (asked[index] ?? 0)).toBeGreaterThanOrEqual(29_900);
  });

  it('does not go together with a settings file, which names its own authority', async () => {
    const { code, output } = await runToEnd(['--auth', '--settings', 'any.json']);
    expect({ code, sentence: output.trim().split('\n')[0] }).toEqual({
      code: 1,
      sentence: '--auth belongs to the demo: a settings file names its own authority.',
    });
  });
});
