import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isFree } from '../support/storage/azurite-process.ts';
import { type FleetCloud, startFleetCloud } from '../support/worlds/fleet-cloud.ts';
import { earlyInTick, freePorts, type RunningWorld, runToEnd, startWorld } from '../support/worlds/start-world.ts';

let cloud: FleetCloud;
let folder: string;
let file: string;
let port: number;
const tickInMs = 3_600_000;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'settings-file-'));
  file = join(folder, 'other.settings.json');
  cloud = await startFleetCloud({ tenants: 2, servicePrincipalsPerTenant: 2, jobsPerServicePrincipal: 1 });
  port = await freePorts(18_071);
  // What was polled in a tick is not polled again in it, which takes two starts.
  await earlyInTick(tickInMs, 90_000);
}, 120_000);

afterAll(async () => {
  await cloud?.close();
  rmSync(folder, { recursive: true, force: true });
});

function writeSettings(change: Record<string, string> = {}): void {
  const values = {
    FUNCTIONS_WORKER_RUNTIME: 'node',
    AzureWebJobsStorage: 'UseDevelopmentStorage=true',
    POLL_INTERVAL_SECONDS: String(tickInMs / 1_000),
  };
  writeFileSync(file, JSON.stringify({ IsEncrypted: false, Values: { ...values, ...cloud.settings, ...change } }));
}

/** The state folder, as the line about the host's log names it. */
function stateFolderOf(world: RunningWorld): string {
  return dirname(/its log: (.*)$/m.exec(world.lines.join('\n'))?.[1] ?? '');
}

interface OpenApi {
  paths: Record<string, Record<string, { security?: unknown[] }>>;
}

describe('npm start with a settings file', () => {
  let world: RunningWorld | undefined;
  let requests: number;

  afterAll(async () => {
    await world?.stop();
    if (world) rmSync(stateFolderOf(world), { recursive: true, force: true });
  });

  it('polls the Graph and signs in at the authority that the file names, and starts none of its own', async () => {
    writeSettings({ AUTH_MODE: 'none' });
    world = await startWorld(['--port', String(port), '--settings', file]);

    expect(Object.keys(world.urls)).toEqual(['api', 'tables']);
    expect(await Promise.all([1, 2, 3].map((offset) => isFree(port + offset)))).toEqual([true, true, true]);
    const { value } = (await (await fetch(`${world.urls.api}/jobs`)).json()) as { value: { tenantId: string; health: string }[] };
    expect(value.map(({ tenantId, health }) => `${tenantId} ${health}`).sort()).toEqual(
      cloud.tenantIds.flatMap((tenantId) => [`${tenantId} healthy`, `${tenantId} healthy`]).sort(),
    );
    for (const tenantId of cloud.tenantIds) expect(cloud.tokenRequests(tenantId)).toHaveLength(1);
    requests = cloud.tenantIds.flatMap((tenantId) => cloud.requests(tenantId)).length;
    expect(await world.stop()).toBe(0);
  }, 90_000);

  it('finds its state again at the next start, so that a tick that was polled is not polled again', async () => {
    writeSettings({ AUTH_AUDIENCE: cloud.settings.GRAPH_READER_CLIENT_ID ?? '', AUTH_TENANT_IDS: cloud.tenantIds.join() });
    world = await startWorld(['--port', String(port), '--settings', file]);

    expect(existsSync(stateFolderOf(world))).toBe(true);
    expect(world.lines.join('\n')).toContain('2 tenants tried, 4 jobs found, 0 tenants could not be read');
    expect(cloud.tenantIds.flatMap((tenantId) => cloud.requests(tenantId))).toHaveLength(requests);
  }, 90_000);

  it('lets nobody in without a token where the file names no AUTH_MODE, but for what is open', async () => {
    const api = world?.urls.api ?? '';
    const document = (await (await fetch(`${api}/openapi.json`)).json()) as OpenApi;
    const open: string[] = [];
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { security }] of Object.entries(methods)) {
        const url = `${api}${path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, cloud.tenantIds[0] ?? '')}`;
        if (security?.length === 0) open.push(path.replace('/api/v1', ''));
        else expect([path, method, (await fetch(url, { method: method.toUpperCase() })).status]).toEqual([path, method, 401]);
      }
    }
    expect(open.sort()).toEqual(['/docs', '/docs/types', '/health/live', '/health/ready', '/openapi.json']);
    for (const path of ['/docs', '/docs/types', '/health/live', '/openapi.json']) expect((await fetch(`${api}${path}`)).status).toBe(200);
  });
});

describe('npm start that cannot be understood', () => {
  it.each([
    ['a file that is missing', ['--settings', '/nowhere/settings.json'], /^\/nowhere\/settings\.json cannot be read\. /],
    ['an unknown flag', ['--colour', 'red'], /^Unknown option '--colour'\.$/],
    ['a port that is none', ['--port', 'http'], /^--port takes a whole number/],
    ['a value where none belongs', ['red'], /^Unexpected argument 'red'/],
  ])('says in one sentence what is wrong with %s', async (_, args, sentence) => {
    const { code, output } = await runToEnd(args);

    expect(code).toBe(1);
    expect(output.trim().split('\n')[0]).toMatch(sentence);
    expect(output).not.toContain('    at ');
  });

  it('says what a settings file must look like', async () => {
    writeFileSync(file, '{"Values": {"POLL_INTERVAL_SECONDS": 300}}');
    const { code, output } = await runToEnd(['--settings', file]);

    expect(code).toBe(1);
    expect(output.trim()).toBe(`${file} is not a settings file: it must read {"IsEncrypted": false, "Values": {"NAME": "text", …}}.`);
  });

  it('names every fault of the settings, and ends', async () => {
    writeSettings({ POLL_INTERVAL_SECONDS: '7', GRAPH_READER_CLIENT_SECRET: '', GRAPH_BASE_URL: 'http://graph.example' });
    const { code, output } = await runToEnd(['--port', String(port + 100), '--settings', file]);

    expect(code).toBe(1);
    for (const name of ['POLL_INTERVAL_SECONDS', 'GRAPH_READER_CLIENT_SECRET', 'GRAPH_BASE_URL']) expect(output).toContain(`- ${name}: `);
    rmSync(dirname(/its log: (.*)$/m.exec(output)?.[1] ?? 'nowhere/x'), { recursive: true, force: true });
  });
});
