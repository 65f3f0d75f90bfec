import { readFileSync, rmSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { TableClient, type TableEntityResult, TableServiceClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoTenants } from '../../dev/graph/demo/demo-ids.ts';
import { harmfulTexts } from '../support/harmful-texts.ts';
import { runMarker, unveiled } from '../support/witness/marker.ts';
import { freePorts, processesWith, type RunningWorld, startWorld, until } from '../support/worlds/start-world.ts';

const marker = runMarker;
const harmful = harmfulTexts(marker);
// Azurite's own, published key opens the tables of this world.
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const plantedHeaders: Record<string, string> = {
  cookie: `AppServiceAuthSession=${marker}; a=${marker}`,
  'x-functions-key': marker,
  'x-ms-client-principal': Buffer.from(JSON.stringify({ marker })).toString('base64'),
  'x-ms-token-aad-access-token': marker,
  'proxy-authorization': `Basic ${marker}`,
  'x-forwarded-for': marker,
  'x-forwarded-host': `${marker}.example`,
  forwarded: `for=${marker}`,
  referer: `https://portal.example/?code=${marker}`,
  'user-agent': `client/${marker}`,
  'accept-language': marker,
  traceparent: `00-${marker}`,
  tracestate: `vendor=${marker}`,
  baggage: `secret=${marker}`,
  'x-client-request-id': `sig=${marker}`,
  'if-none-match': `"${marker}"`,
  from: `${marker}@example.com`,
};

let world: RunningWorld;
let port: number;
let tokens: Record<'reader' | 'operator' | 'admin', string>;
const answers: string[] = [];

async function call(
  path: string,
  { method = 'GET', token, body, key = 'k' }: { method?: string; token?: string; body?: object; key?: string } = {},
) {
  const headers = {
    ...plantedHeaders,
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    'idempotency-key': `${marker}-${key}`,
    ...(body && { 'content-type': 'application/json' }),
  };
  const answer = await fetch(path.startsWith('http') ? path : `${world.urls.api}${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  answers.push(`${method} ${answer.status} ${JSON.stringify([...answer.headers])} ${text}`);
  return { status: answer.status, json: text.startsWith('{') ? JSON.parse(text) : undefined };
}

const control = (url: string, body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) });

/** The secret by which the app gets its tokens, which the simulator makes up anew; only Linux shows it. */
function identityHeader(): string[] {
  if (process.platform !== 'linux') return [];
  const pids = processesWith(`--port ${port}`).map((line) => line.trim().split(' ')[0]);
  const environments = pids.map((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8'));
  return environments.flatMap((environment) => /(?:^|\0)IDENTITY_HEADER=([^\0]+)/.exec(environment)?.[1] ?? []);
}

async function rowsOf(): Promise<string[]> {
  const account = `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${accountKey};TableEndpoint=${world.urls.tables}`;
  const endpoint = account.includes('/devstoreaccount1') ? account : `${account}/devstoreaccount1`;
  const options = { allowInsecureConnection: true };
  const rows: string[] = [];
  for await (const { name = '' } of TableServiceClient.fromConnectionString(endpoint, options).listTables()) {
    for await (const entity of TableClient.fromConnectionString(endpoint, name, options).listEntities())
      rows.push(`${name} ${textOf(entity)}`);
  }
  return rows;
}

function textOf(entity: TableEntityResult<Record<string, unknown>>): string {
  const parts = Object.entries(entity).filter(([, value]) => value instanceof Uint8Array);
  const bytes = Buffer.concat(
    parts.sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })).map(([, value]) => value as Uint8Array),
  );
  return JSON.stringify(entity) + (bytes.length === 0 ? '' : brotliDecompressSync(bytes).toString());
}

beforeAll(async () => {
  port = await freePorts(21_071);
  const webhook = (name: string) =>
    `http://127.0.0.1:${port + 3}/workflows/${marker}${name}/triggers/manual/paths/invoke?sig=${marker}${name}`;
  world = await startWorld(['--port', String(port), '--auth'], {
    TEAMS_WEBHOOK_URL: webhook('first'),
    SECONDARY_WEBHOOK_URL: webhook('second'),
    GRAPH_READER_CLIENT_SECRET: marker,
    GRAPH_OPERATOR_CLIENT_SECRET: marker,
  });
  tokens = world.urls.tokens ?? { reader: '', operator: '', admin: '' };
}, 120_000);

afterAll(async () => {
  await world?.stop();
  rmSync(`.local/demo-${port}`, { recursive: true, force: true });
});

describe('a marker in every secret, header, reason and answer of others', () => {
  it('is nowhere in what this service writes, keeps, sends and says', async () => {
    const { json } = await call('/jobs?pageSize=1000', { token: tokens.reader });
    const jobs = json.value as { jobId: string; state: string; incidentId?: string; tenantId: string; links: { self: string } }[];
    // Graph and the token authority speak of secrets, and the channel refuses with one.
    const broken = jobs.filter(({ state }) => state === 'Active').slice(0, harmful.length);
    for (const [index, { jobId }] of broken.entries()) {
      const cause = { code: `Strange${index}`, message: `It failed: ${harmful[index]}` };
      expect((await control(`${world.urls.graph}/_jobs/${jobId}`, { cause })).ok).toBe(true);
    }
    const error = { error: { code: 'InternalServerError', message: harmful.join(' ') }, innerError: { authorization: marker } };
    await control(`${world.urls.graph}/_faults`, [
      { match: { tenantId: demoTenants.oakfield, service: 'graph' }, times: 3, fault: { kind: 'status', status: 403, body: error } },
      {
        match: { tenantId: demoTenants.mercator, service: 'graph' },
        times: 2,
        fault: { kind: 'body', body: `<html>${harmful.join(' ')}` },
      },
      {
        match: { service: 'authority' },
        times: 2,
        fault: { kind: 'status', status: 400, body: { error: 'invalid_client', error_description: harmful.join(' ') } },
      },
    ]);
    await control(`${world.urls.teams}/_faults`, [
      { fault: { kind: 'status', status: 500, body: harmful.join(' '), headers: { 'x-secret': marker } }, times: 2 },
    ]);

    // Everybody asks for everything, with a reason where one can be given.
    const { json: document } = await call('/openapi.json');
    const reason = harmful.slice(0, 5).join(' ').slice(0, 500);
    const bodies = [
      undefined,
      { reason },
      { reason, acknowledge: true },
      { until: new Date(Date.now() + 3_600_000).toISOString(), reason },
      { text: harmful.join('\n') },
      { displayName: reason.slice(0, 200), note: reason, scopes: [] },
      { displayName: reason.slice(0, 250), tags: [`client_secret=${marker}`] },
    ];
    const sample = jobs.find(({ state, incidentId }) => state === 'Quarantine' && incidentId !== undefined);
    const self = new URL(sample?.links.self ?? '').pathname;
    const names: Record<string, string> = {
      incidentId: sample?.incidentId ?? '',
      principal: `${demoTenants.northlight}.${demoTenants.lindqvist}`,
      code: 'NoActiveAgents',
      tenantId: demoTenants.pinecrest,
    };
    for (const [template, methods] of Object.entries(document.paths as Record<string, object>)) {
      const own = template.includes('{jobId}') ? template.replace(/^.*\{jobId\}/, self.replace('/api/v1', '')) : template;
      const path = own.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? 'none'));
      for (const method of Object.keys(methods).filter((name) => name !== 'delete')) {
        const possible = method === 'get' ? [undefined] : bodies;
        for (const [index, body] of possible.entries()) {
          const options = { method: method.toUpperCase(), key: `${template}${index}`.replaceAll(/[^\w-]/g, '-'), ...(body && { body }) };
          for (const token of [undefined, `${marker}.${marker}.${marker}`, `${tokens.admin}${marker}`])
            await call(path, { ...options, ...(token && { token }) });
          await call(path, { ...options, token: tokens.admin });
        }
      }
    }
    for (const query of harmful) await call(`/jobs?errorCode=${encodeURIComponent(query)}&pageSize=1`, { token: tokens.reader });

    const cards = async () => (await (await fetch(`${world.urls.teams}/_cards`)).json()) as { card: unknown }[];
    await until(
      async () => (await cards()).some(({ card }) => JSON.stringify(card).includes('removed]')),
      'a card of the broken jobs with what their causes say',
      60_000,
    );
    const { json: audit } = await call(`/audit?tenantId=${sample?.tenantId}`, { token: tokens.admin });
    const operation = audit.value.find(({ operationId }: { operationId?: string }) => operationId !== undefined)?.operationId;
    await until(
      async () =>
        ['Succeeded', 'Failed', 'Canceled'].includes((await call(`/operations/${operation}`, { token: tokens.admin })).json.status),
      'the end of the action',
      60_000,
    );
    for (const { links } of broken) await call(new URL(links.self).pathname.replace('/api/v1', ''), { token: tokens.reader });

    const logs = readFileSync(`.local/demo-${port}/host.log`, 'utf8').split('\n');
    const places = {
      logs,
      rows: await rowsOf(),
      cards: (await cards()).map((card) => JSON.stringify(card)),
      answers,
    };
    const own = identityHeader();
    expect(own.length).toBe(process.platform === 'linux' ? 1 : 0);
    for (const [place, texts] of Object.entries(places)) {
      expect([place, texts.length > 0]).toEqual([place, true]);
      expect([place, texts.filter((text) => unveiled.test(text))]).toEqual([place, []]);
      const secrets = [...own, accountKey.slice(0, 40), ...Object.values(tokens).map((token) => token.split('.')[2] ?? '')];
      expect([place, texts.filter((text) => secrets.some((secret) => text.includes(secret)))]).toEqual([place, []]);
    }
    // What was planted did arrive.
    expect(places.rows.filter((row) => row.includes('[removed]')).length).toBeGreaterThan(3);
    expect(places.cards.filter((card) => card.includes('removed]')).length).toBeGreaterThan(0);
    expect(answers.filter((answer) => answer.includes('removed]')).length).toBeGreaterThan(3);
  }, 240_000);
});
