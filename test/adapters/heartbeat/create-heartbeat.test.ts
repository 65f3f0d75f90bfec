import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHeartbeat } from '../../../lib/adapters/heartbeat/create-heartbeat.ts';

describe('the heartbeat', () => {
  let heard: string[];
  let answer: (response: ServerResponse) => void;
  let base: string;
  const server = () =>
    createServer(async (request, response) => {
      heard.push(`${request.method} ${request.url} ${await text(request)}`);
      answer(response);
    });
  let listening: ReturnType<typeof server>;

  beforeEach(async () => {
    heard = [];
    answer = (response) => response.end('OK');
    listening = server().listen(0, '127.0.0.1');
    await once(listening, 'listening');
    base = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    listening.close();
    listening.closeAllConnections();
  });

  it.each([
    ['/ping/7d8c', '/ping/7d8c', '/ping/7d8c/fail'],
    ['/ping/7d8c/', '/ping/7d8c/', '/ping/7d8c/fail'],
    ['/ping?key=7d8c', '/ping?key=7d8c', '/ping/fail?key=7d8c'],
  ])('calls %s as it stands, and below it when something is wrong', async (path, success, fail) => {
    const { beat } = createHeartbeat(`${base}${path}`);
    expect([await beat('success', 'ok'), await beat('fail', 'The monitor is blind.')]).toEqual([true, true]);
    expect(heard).toEqual([`POST ${success} ok`, `POST ${fail} The monitor is blind.`]);
  });

  it('follows no redirect, and says of every other answer that it was not taken', async () => {
    answer = (response) => response.writeHead(302, { location: `${base}/elsewhere` }).end();
    expect(await createHeartbeat(`${base}/ping`).beat('success', 'ok')).toBe(false);
    answer = (response) => response.writeHead(500).end();
    expect(await createHeartbeat(`${base}/ping`).beat('success', 'ok')).toBe(false);
    expect(heard).toEqual(['POST /ping ok', 'POST /ping ok']);
  });

  it('never throws, since the error would hold the address', async () => {
    expect(await createHeartbeat('http://127.0.0.1:1/secret').beat('fail', 'x')).toBe(false);
  });
});
