import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startTeamsSink, type TeamsSink } from '../../../dev/teams/start-teams-sink.ts';
import { createTeamsNotifier } from '../../../lib/adapters/teams/create-teams-notifier.ts';
import { createWebhookNotifier } from '../../../lib/adapters/teams/create-webhook-notifier.ts';
import { adminCentre } from '../../../lib/admin-centre.ts';
import { describeIncident } from '../../../lib/domain/notification/describe-incident.ts';
import { sampleIncident } from '../../support/storage/state-samples.ts';

const clock = { now: () => Date.parse('2026-11-20T10:00:00.000Z'), sleep: async () => undefined, random: () => 0.5 };
const incident = sampleIncident('h'.repeat(22), { displayName: '<at>App</at> [x](https://evil.example)' });
const message = describeIncident(
  'opened',
  { incident, tenantName: 'Contoso' },
  { now: clock.now(), portalBaseUrl: 'https://sync.example.com', adminCentre },
);
const options = { timeoutInMs: 2_000 };

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function startSink(): Promise<TeamsSink> {
  const sink = await startTeamsSink({ port: 0, token: 'planted-secret' });
  open.push(sink);
  return sink;
}

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => server.closeAllConnections() ?? server.close() });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?sig=planted-secret`;
}

async function fault(sink: TeamsSink, rule: unknown): Promise<void> {
  const answer = await fetch(`${sink.url}/_faults`, { method: 'POST', body: JSON.stringify(rule) });
  expect(answer.status).toBe(204);
}

describe('the Teams notifier', () => {
  it('posts a card that the channel takes and shows', async () => {
    const sink = await startSink();
    expect(await createTeamsNotifier({ clock }, sink.webhookUrl).send(message, options)).toEqual({ outcome: 'accepted', proven: false });
    const cards = await (await fetch(`${sink.url}/_cards`)).json();
    expect(cards).toMatchObject([{ status: 202, kind: 'opened', incidentIds: [incident.incidentId] }]);
  });

  it.each([
    [{ kind: 'reset' }, { outcome: 'retry', fault: 'unreachable' }],
    [{ kind: 'acceptThenReset' }, { outcome: 'retry', fault: 'unreachable' }],
    [
      { kind: 'status', status: 429, headers: { 'Retry-After': '7' } },
      { outcome: 'retry', fault: 'HTTP 429', retryAfterInMs: 7_000 },
    ],
    [
      { kind: 'redirect', location: 'http://127.0.0.1:1/metadata' },
      { outcome: 'broken', fault: 'redirect' },
    ],
    [
      { kind: 'status', status: 404 },
      { outcome: 'broken', fault: 'HTTP 404' },
    ],
  ])('says what became of it: %j', async (sinkFault, expected) => {
    const sink = await startSink();
    await fault(sink, { fault: sinkFault });
    expect(await createTeamsNotifier({ clock }, sink.webhookUrl).send(message, options)).toEqual(expected);
  });

  it('gives up after its time', async () => {
    const sink = await startSink();
    await fault(sink, { fault: { kind: 'acceptThenTimeout' } });
    const delivery = await createTeamsNotifier({ clock }, sink.webhookUrl).send(message, { timeoutInMs: 100 });
    expect(delivery).toEqual({ outcome: 'retry', fault: 'timeout' });
  });

  it('reads no more than 8 KB of an endless answer', async () => {
    const url = await serve((_, response) => {
      response.writeHead(202);
      const write = () => {
        while (response.write('x'.repeat(4_096)) && !response.destroyed);
      };
      response.on('drain', write);
      response.on('error', () => undefined);
      write();
    });
    expect(await createTeamsNotifier({ clock }, url).send(message, options)).toEqual({ outcome: 'accepted', proven: false });
  });

  it('never tells its address, not even in its label', () => {
    const notifier = createTeamsNotifier({ clock }, 'https://x.environment.api.powerplatform.com/workflows/1?sig=planted-secret');
    expect(notifier.label).toMatch(/^x\.environment\.api\.powerplatform\.com#[0-9a-f]{8}$/);
    expect(JSON.stringify(notifier)).not.toContain('planted-secret');
  });
});

describe('the other webhook', () => {
  it('gets the same news as plain JSON, with every text inert', async () => {
    const bodies: string[] = [];
    const url = await serve((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString())).on('end', () => response.writeHead(204).end());
    });
    expect(await createWebhookNotifier({ clock }, url).send(message, options)).toEqual({ outcome: 'accepted', proven: true });
    const body = JSON.parse(bodies.join(''));
    expect(body).toMatchObject({ v: 1, kind: 'opened', word: 'QUARANTINE', incidentIds: [incident.incidentId] });
    expect(body.subject).toBe('App [x] ·(https://evil.example)');
  });
});
