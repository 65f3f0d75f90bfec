import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimAccount } from '../../support/storage/azurite.ts';
import { buildFixture, type HostProcess, spawnHost } from './support.ts';

let fixture: Awaited<ReturnType<typeof buildFixture>>;
let host: HostProcess;
let env: Record<string, string>;

beforeAll(async () => {
  fixture = await buildFixture();
  env = { AzureWebJobsStorage: claimAccount().connectionString, PLAN_SCHEDULE: '0 0 0 1 1 *', 'AzureWebJobs.off.Disabled': '1' };
  host = spawnHost(fixture.folder, env);
  await host.says(/^HOST READY/m);
});

afterAll(async () => {
  host?.child.kill('SIGKILL');
  await fixture?.remove();
});

const runByHand = (name: string, body = '{"input":""}') => fetch(`${host.url}/admin/functions/${name}`, { method: 'POST', body });

async function send(queueName: string, message: string): Promise<void> {
  const queue = QueueServiceClient.fromConnectionString(env.AzureWebJobsStorage ?? '').getQueueClient(queueName);
  await queue.createIfNotExists();
  await queue.sendMessage(message);
}

async function raw(headers: Record<string, string | string[]>, body?: string): Promise<unknown> {
  const sent = request(`${host.url}/api/v1/echo/1`, { method: 'POST', headers });
  sent.end(body);
  const [response] = await once(sent, 'response');
  return JSON.parse(await text(response));
}

describe('a Host header that is none', () => {
  it.each(['a b', 'user@127.0.0.1', '127.0.0.1/admin/functions?', '127.0.0.1:port', '127.0.0.1:99999', '[::1', '#', 'a\\b'])(
    'is 400: %s',
    async (name) => {
      const sent = request(`${host.url}/api/v1/echo/1`, { headers: { host: name } });
      sent.end();
      const [response] = await once(sent, 'response');
      expect(response.statusCode).toBe(400);
      response.resume();
    },
  );
});

describe('HTTP functions in the local host', () => {
  it('get the request as the worker would and answer through the library', async () => {
    const response = await fetch(`${host.url}/API/v1/Echo/7/?a=1&A=2`, {
      method: 'POST',
      body: 'hi',
      headers: { 'X-Tag': 't', 'X-MS-Client-Principal-Name': 'me' },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-b')).toBe('b');
    expect(response.headers.get('transfer-encoding')).toBe('chunked');
    expect(response.headers.getSetCookie()).toEqual(['c=a%20b; path=/']);
    const expected = {
      url: `${host.url}/API/v1/Echo/7/?a=1&A=2`,
      params: { id: '7' },
      tag: 't',
      all: ['1,2'],
      body: 'hi',
      principal: 'me',
    };
    expect(await response.json()).toEqual(expected);
  });

  it('get repeated headers joined and no chunked body', async () => {
    expect(await raw({ 'x-tag': ['a', 'b'], 'transfer-encoding': 'chunked' }, 'lost')).toMatchObject({ tag: 'a,b', body: '' });
  });

  it('answer 500 without a body when they throw, 204 when they return nothing, 404 when disabled or refused', async () => {
    const failed = await fetch(`${host.url}/api/fails`);
    expect([failed.status, await failed.text()]).toEqual([500, '']);
    expect((await fetch(`${host.url}/api/nothing`)).status).toBe(204);
    expect((await fetch(`${host.url}/api/off`)).status).toBe(404);
    await host.says(/The 'adminReport' function is in error/);
  });

  it('fail when they exceed functionTimeout', async () => {
    const response = await fetch(`${host.url}/api/hangs`);
    expect(response.status).toBe(500);
    await host.says(/\[hangs\] error: Failed .*2000 ms was exceeded/);
  });

  it('answer in the place of unknown routes when they are a catch-all', async () => {
    const response = await fetch(`${host.url}/api/no/such?x=1`);
    expect([response.status, await response.json()]).toEqual([404, { path: 'no/such' }]);
    expect((await fetch(`${host.url}/api/v1/echo/1`, { method: 'DELETE' })).status).toBe(404);
  });

  it('never see a body over the limit', async () => {
    const sent = request(`${host.url}/api/v1/echo/1`, { method: 'POST', headers: { 'content-length': '104857601' } });
    sent.flushHeaders();
    const [response] = await once(sent, 'response');
    sent.destroy();
    expect(response.statusCode).toBe(413);
  });
});

describe('the administration of the local host', () => {
  it.each<[string, Record<string, string>]>([
    ['a page that was led here by its name', { host: 'evil.example' }],
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a form of another site', { 'sec-fetch-site': 'cross-site' }],
  ])('runs nothing for %s', async (_, headers) => {
    const sent = request(`${host.url}/admin/functions/plan`, { method: 'POST', headers });
    sent.end('{"input":""}');
    const [response] = await once(sent, 'response');
    expect(response.statusCode).toBe(403);
    response.resume();
  });

  it('lists the functions with their bindings', async () => {
    const list = (await (await fetch(`${host.url}/admin/functions`)).json()) as {
      name: string;
      isDisabled: boolean;
      config: { bindings: object[] };
    }[];
    expect(list.map(({ name }) => name)).toEqual([
      'crashes',
      'echo',
      'fails',
      'hangs',
      'nothing',
      'off',
      'plan',
      'quick',
      'take-first',
      'take-poison',
      'take-second',
      'where',
      'zz-rest',
    ]);
    expect(list.find(({ name }) => name === 'plan')?.config.bindings).toContainEqual(
      expect.objectContaining({ type: 'queue', queueName: 'first', direction: 'out' }),
    );
    expect(list.filter(({ isDisabled }) => isDisabled).map(({ name }) => name)).toEqual(['off']);
  });

  it('refuses an unknown name and a body that is not JSON', async () => {
    expect((await runByHand('no-such')).status).toBe(404);
    expect((await runByHand('plan', '')).status).toBe(400);
  });

  it('gives a queue function its input as the message', async () => {
    expect((await runByHand('take-second', JSON.stringify({ input: '{"by":"hand"}' }))).status).toBe(202);
    await host.says(/SECOND {"by":"hand"}/);
  });
});

describe('timers and queues in the local host', () => {
  it('fan out from a timer run by hand, and deliver again what failed', async () => {
    expect((await runByHand('plan')).status).toBe(202);
    await host.says(/PLAN .*"scheduleStatus":{"last":"0001-01-01T00:00:00","next":"20\d\d-01-01T00:00:00.000Z".*"isPastDue":false/);
    await host.says(/first {"message":{"n":1},"dequeueCount":1}/);
    await host.says(/\[take-first\] warning: first {"message":{"n":2,"id":"own"},"dequeueCount":2,"id":"own"}/);
    await host.says(/first {"message":{"n":3},"dequeueCount":1}/);
    await host.says(/SECOND "plain text"/);
    expect(host.output()).not.toContain('POISON');
  });

  it('run a timer by its interval without a status', async () => {
    await host.says(/(QUICK .*"scheduleStatus":null.*\n(.*\n)*?.*){2}/);
  });

  it('move what always fails, and what is not base64, to the poison queue', async () => {
    await send('first', Buffer.from('{"n":"always"}').toString('base64'));
    await host.says(/POISON {"n":"always"}/);
    expect(host.output().match(/first {"message":{"n":"always"}/g)).toHaveLength(2);
    await send('first', 'not base64!');
    await host.says(/goes to first-poison: it is not base64/);
  });
});

describe('the process of the local host', () => {
  it('says which port is taken', async () => {
    const second = spawnHost(fixture.folder, env, Number(new URL(host.url).port));
    expect(await second.exit()).toBe(1);
    expect(second.output()).toMatch(/^Port \d+ of 127\.0\.0\.1 is already in use: choose another with --port\.\n$/);
  });

  it('refuses to start when an appStart hook throws, and says what the hook said', async () => {
    const refused = spawnHost(fixture.folder, { ...env, FAIL_START: '1' });
    expect(await refused.exit()).toBe(1);
    expect(refused.output()).toBe('Setting A is missing. Setting B is wrong.\n');
  });

  it('ends with its parent', async () => {
    const orphan = spawnHost(fixture.folder, env);
    await orphan.says(/^HOST READY/m);
    orphan.child.disconnect();
    expect(await orphan.exit()).toBe(1);
  });

  it('stops at SIGTERM, after the appTerminate hooks', async () => {
    host.child.kill('SIGTERM');
    expect(await host.exit()).toBe(0);
    expect(host.output()).toContain('TERMINATED');
  });
});
