import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTeamsSink, type TeamsSink } from '../../dev/teams/start-teams-sink.ts';
import { type LocalCloud, startLocalCloud } from './graph/local-cloud.ts';

let cloud: LocalCloud;
let sink: TeamsSink;

beforeAll(async () => {
  cloud = await startLocalCloud();
  sink = await startTeamsSink({ port: 0 });
});
afterAll(async () => {
  await Promise.all([cloud?.close(), sink?.close()]);
});

const servers: [string, () => string, string, string][] = [
  ['the Graph simulator', () => cloud.graph.url, '/_log', '/_faults'],
  ['the token authority', () => cloud.authority.url, '/common/discovery/v2.0/keys', '/_tokens'],
  ['the Teams sink', () => sink.url, '/_cards', '/_faults'],
];

/** Sends exactly these headers, which fetch would not. */
function statusOf(url: string, method: string, headers: Record<string, string>): Promise<number> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    send(url, { method, headers, rejectUnauthorized: false }, (response) => resolve(response.resume().statusCode ?? 0))
      .on('error', reject)
      .end(method === 'POST' ? '[]' : undefined);
  });
}

describe.each(servers)('%s', (_, url, read, change) => {
  it('is not read by a page that was led here by its name', async () => {
    for (const host of ['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.1']) {
      expect([host, await statusOf(url() + read, 'GET', { host })]).toEqual([host, 403]);
      expect([host, await statusOf(url() + change, 'POST', { host })]).toEqual([host, 403]);
    }
  });

  it('takes no change from a page of another origin', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect([headers, await statusOf(url() + change, 'POST', headers)]).toEqual([headers, 403]);
    }
  });

  it('serves this machine, by either of its names', async () => {
    expect(await statusOf(url() + read, 'GET', {})).toBe(200);
    expect(await statusOf(url() + read, 'GET', { host: 'localhost:7072' })).toBe(200);
    expect(await statusOf(url() + change, 'POST', {})).not.toBe(403);
    expect(await statusOf(url() + change, 'POST', { origin: url(), 'sec-fetch-site': 'same-origin' })).not.toBe(403);
  });
});
