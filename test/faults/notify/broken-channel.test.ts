import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TableClient, TableServiceClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SinkFault } from '../../../dev/teams/sink-faults.ts';
import { type HostProcess, spawnHost } from '../../dev/host/support.ts';
import { until } from '../../support/worlds/start-world.ts';
import { buildBundle, type HostWorld, iso, startHostWorld } from '../host/host-world.ts';
import { quarantinePatch } from '../store/store-world.ts';
import { pollAll, portalBaseUrl, rewriteChannel, runOnce, waitingRows } from './notify-host.ts';
import { type ObservedSink, startObservedSink } from './sink-world.ts';

const marker = 'planted-marker-4711';

interface SecondChannel {
  url: string;
  bodies: { kind: string; word: string; incidentIds: string[] }[];
  status: number;
  server: Server;
}

/** A webhook that takes any JSON, and answers as it is told. */
async function startSecondChannel(): Promise<SecondChannel> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      if (channel.status < 300) channel.bodies.push(JSON.parse(body));
      response.writeHead(channel.status).end(channel.status < 300 ? '' : channel.url);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/${marker}?key=${marker}`;
  const channel: SecondChannel = { url, bodies: [], status: 200, server };
  return channel;
}

let bundle: ReturnType<typeof buildBundle>;
let world: HostWorld;
let sink: ObservedSink;
let second: SecondChannel;
let host: HostProcess;
let webhookUrl: string;
let nextJob = 0;

beforeAll(async () => {
  bundle = buildBundle();
  world = await startHostWorld(bundle.folder, { tenants: 1, servicePrincipalsPerTenant: 4, jobsPerServicePrincipal: 3 });
  sink = await startObservedSink(marker);
  second = await startSecondChannel();
  webhookUrl = `${sink.webhookUrl}?sig=${marker}`;
  host = await world.startHost({
    TEAMS_WEBHOOK_URL: webhookUrl,
    SECONDARY_WEBHOOK_URL: second.url,
    PORTAL_BASE_URL: portalBaseUrl,
    GROUP_WAIT_SECONDS: '0',
  });
  await pollAll(world, host);
});

afterAll(async () => {
  await world?.close();
  await sink?.close();
  second?.server.close();
  bundle?.remove();
});

const tenantId = () => world.cloud.tenantIds[0] ?? '';
const get = async <Body>(path: string) => (await (await fetch(`${host.url}/api/v1/${path}`)).json()) as Body;

/** One more job goes into quarantine and is read; answers the id of its incident. */
async function quarantine(): Promise<string> {
  const job = world.cloud.jobs(tenantId())[nextJob]?.document.id ?? '';
  world.cloud.patch(job, quarantinePatch(`Cause${nextJob++}`));
  await pollAll(world, host);
  const { incidents } = await world.direct.state.readNow(tenantId());
  const found = incidents.find(({ value }) => 'scope' in value && value.scope.kind === 'job' && value.scope.jobId === job);
  if (found === undefined || !('incidentId' in found.value)) throw new Error(`No incident of ${job}`);
  return found.value.incidentId;
}

/** What waiting for the next try of the channels comes to. */
async function letPausesPass(): Promise<void> {
  for (const name of ['primary', 'secondary'] as const) await rewriteChannel(world, name, { notBefore: iso(0), sentAt: [] });
}

/** Waits until the API, which remembers for a moment, shows the first channel and the service so. */
async function shows(state: string, ready: string): Promise<void> {
  await runOnce(host, 'watch-self');
  await until(async () => {
    const { channels } = await get<{ channels: { name: string; state: string }[] }>('status');
    const { status } = await get<{ status: string }>('health/ready');
    return status === ready && channels.some((channel) => channel.name === 'primary' && channel.state === state);
  }, `the channel is shown as ${state} and the service as ${ready}`);
}

const outages: [string, SinkFault, string][] = [
  ['a flow that was deleted', { kind: 'status', status: 404, body: marker }, 'HTTP 404'],
  ['a flow that asks for a sign-in', { kind: 'status', status: 401 }, 'HTTP 401'],
  ['a revoked signature', { kind: 'status', status: 403, body: `The signature ${marker} is not valid.` }, 'HTTP 403'],
  ['a redirect', { kind: 'redirect', location: `http://127.0.0.1:1/${marker}` }, 'redirect'],
];

describe('a channel that is broken', () => {
  it.each(outages)(
    'is found by one dispatch and replaced by the second one: %s',
    async (_name, fault, lastFault) => {
      await letPausesPass();
      await sink.fault({ fault, times: null });
      const incidentId = await quarantine();
      await runOnce(host, 'dispatch-notifications');

      expect((await world.direct.channels.get('primary'))?.value).toMatchObject({ state: 'broken', lastFault });
      expect(second.bodies.filter(({ incidentIds }) => incidentIds.includes(incidentId))).toMatchObject([{ kind: 'opened' }]);
      await shows('broken', 'degraded');

      await sink.heal();
      await letPausesPass();
      const before = (await sink.cards()).length;
      await runOnce(host, 'dispatch-notifications');
      expect((await sink.cards()).slice(before)).toMatchObject([{ kind: 'notice' }]);
      await shows('unproven', 'ready');
    },
    60_000,
  );

  it('gets in one card all that waited while both were broken', async () => {
    await letPausesPass();
    await sink.fault({ fault: { kind: 'status', status: 404 }, times: null });
    second.status = 410;
    const incidentIds: string[] = [];
    for (let count = 0; count < 3; count++) {
      incidentIds.push(await quarantine());
      await runOnce(host, 'dispatch-notifications');
    }
    await shows('broken', 'degraded');
    expect((await waitingRows(world)).map(({ incidentId }) => incidentId)).toEqual(expect.arrayContaining(incidentIds));

    await sink.heal();
    await letPausesPass();
    const before = (await sink.cards()).length;
    await runOnce(host, 'dispatch-notifications');
    const cards = (await sink.cards()).slice(before);
    expect(cards.filter(({ incidentIds: ids }) => incidentIds.every((id) => ids.includes(id)))).toMatchObject([{ kind: 'notice' }]);
    expect((await waitingRows(world)).filter((row) => incidentIds.includes(row.incidentId))).toEqual([]);
  });
});

async function everyRow(): Promise<string> {
  const options = { allowInsecureConnection: true };
  const { connectionString } = world;
  const rows: unknown[] = [];
  for await (const { name = '' } of TableServiceClient.fromConnectionString(connectionString, options).listTables()) {
    for await (const row of TableClient.fromConnectionString(connectionString, name, options).listEntities()) rows.push([name, row]);
  }
  return JSON.stringify(rows);
}

/** Every address that GET answers, found by following the links from the lists; errors are among them. */
async function everyAnswer(): Promise<string> {
  const base = `${host.url}/api/v1/`;
  const lists = ['status', 'jobs', 'incidents', 'tenants', 'operations', 'audit', 'errors', 'errorSightings'];
  const others = ['health/live', 'health/ready', 'metrics', 'openapi.json', 'docs', `incidents?tenantId=${tenantId()}&state=closed`];
  const wrong = [
    'incidents/none',
    'operations/none',
    'errors/none',
    'tenants/none',
    'no/such',
    'incidents?state=none',
    'jobs?pageSize=none',
  ];
  const waiting = [...lists, ...others, ...wrong].map((path) => `${base}${path}`);
  const answers = new Map<string, string>();
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    if (answers.has(url)) continue;
    const answer = await fetch(url);
    const text = `${[...answer.headers].join('\n')}\n${await answer.text()}`;
    answers.set(url, text);
    if (!url.includes('openapi'))
      for (const [link] of text.matchAll(/http:\/\/127[^"\\<>\s{}]*\/api\/v1\/[^"\\<>\s{}]+/g))
        if (link.startsWith(base)) waiting.push(link);
  }
  return JSON.stringify([...answers]);
}

describe('the address of a channel', () => {
  it('is in no log, row, card, answer or error of all that went before', async () => {
    for (const fault of [{ kind: 'reset' }, { kind: 'status', status: 500, body: webhookUrl }] as const) {
      await letPausesPass();
      await sink.fault({ fault });
      await quarantine();
      await runOnce(host, 'dispatch-notifications');
    }
    await runOnce(host, 'watch-self');
    const refused = spawnHost(bundle.folder, {
      TEAMS_WEBHOOK_URL: `http://evil.example/${marker}`,
      SECONDARY_WEBHOOK_URL: `ftp://${marker}`,
    });
    expect(await refused.exit()).not.toBe(0);

    const seen = {
      log: host.output(),
      rows: await everyRow(),
      cards: JSON.stringify([await sink.cards(), second.bodies]),
      answers: await everyAnswer(),
      errors: refused.output(),
    };
    const proofs = {
      log: /Card posted/,
      rows: /127\.0\.0\.1:\d+#[0-9a-f]{8}/,
      cards: /CHANNEL REPAIRED/,
      answers: /history/,
      errors: /TEAMS_WEBHOOK_URL/,
    };
    for (const [name, text] of Object.entries(seen)) {
      expect({ name, shows: proofs[name as keyof typeof proofs].test(text), leaks: text.includes(marker) }).toEqual({
        name,
        shows: true,
        leaks: false,
      });
    }
  }, 60_000);
});
