import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimAccount } from '../../support/storage/azurite.ts';
import { buildFixture, type HostProcess, spawnHost } from './support.ts';

let fixture: Awaited<ReturnType<typeof buildFixture>>;
let env: Record<string, string>;
const hosts: HostProcess[] = [];

async function start(more: Record<string, string> = {}): Promise<HostProcess> {
  const host = spawnHost(fixture.folder, { ...env, ...more });
  hosts.push(host);
  await host.says(/^HOST READY/m);
  return host;
}

const listed = async ({ url }: HostProcess) =>
  ((await (await fetch(`${url}/admin/functions`)).json()) as { name: string; invoke_url_template: string }[]).map(({ name }) => name);

beforeAll(async () => {
  fixture = await buildFixture();
  env = { AzureWebJobsStorage: claimAccount().connectionString, PLAN_SCHEDULE: '0 0 0 1 1 *' };
});

afterAll(async () => {
  for (const { child } of hosts) child.kill('SIGKILL');
  await fixture?.remove();
});

describe('an app without an extension bundle', () => {
  it('loses every function with a queue, going in or out, in the words of the host; the others run', async () => {
    const file = join(fixture.folder, 'host.json');
    const whole = await readFile(file, 'utf8');
    const { extensionBundle: _, ...rest } = JSON.parse(whole);
    await writeFile(file, JSON.stringify(rest));
    const host = await start();
    await writeFile(file, whole);
    const sentence = (types: string) =>
      `The binding type(s) '${types}' are not registered. Please ensure the type is correct and the binding extension is installed.`;
    await host.says(/'plan' function is in error.*\n/);
    await host.says(/'take-first' function is in error.*\n/);
    expect(host.output()).toContain(`The 'take-first' function is in error: ${sentence('queueTrigger')}`);
    expect(host.output()).toContain(`The 'plan' function is in error: ${sentence('queue')}`);
    expect(await listed(host)).toEqual(expect.arrayContaining(['echo', 'quick', 'zz-rest']));
    expect((await listed(host)).filter((name) => /^(take-|plan)/.test(name))).toEqual([]);
  });
});

describe('a setting that begins with AzureFunctionsJobHost__', () => {
  it('stands for the value of host.json at that place, whatever the case of its name', async () => {
    const host = await start({ AzureFunctionsJobHost__extensions__HTTP__routeprefix: 'other' });
    expect((await fetch(`${host.url}/other/v1/echo/1`)).status).toBe(200);
    expect((await fetch(`${host.url}/api/v1/echo/1`)).status).toBe(404);
  });

  it('is judged like host.json itself', async () => {
    const host = spawnHost(fixture.folder, { ...env, AzureFunctionsJobHost__extensions__queues__batchSize: '33' });
    hosts.push(host);
    expect(await host.exit()).toBe(1);
    expect(host.output()).toContain('extensions.queues.batchSize must be a whole number from 1 to 32');
  });
});

describe('the host itself', () => {
  it('tells its state and its bundle, and answers a ping', async () => {
    const host = await start();
    expect((await fetch(`${host.url}/admin/host/ping`)).status).toBe(200);
    expect(await (await fetch(`${host.url}/admin/host/status`)).json()).toMatchObject({
      state: 'Running',
      extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.*, 5.0.0)' },
    });
  });

  it.each(['Host: 127.0.0.1\r\nHost: 127.0.0.1', 'Host: a b'])('answers 400 to %j', async (lines) => {
    const [host] = hosts.filter(({ child }) => child.exitCode === null);
    const socket = connect(Number(new URL(host?.url ?? '').port), '127.0.0.1');
    await once(socket, 'connect');
    socket.end(`GET /api/v1/echo/1 HTTP/1.1\r\n${lines}\r\nConnection: close\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
  });
});
