import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimAccount } from '../../support/storage/azurite.ts';
import { until } from '../../support/worlds/start-world.ts';
import { buildFixture, type HostProcess, spawnHost } from './support.ts';

const home = realpathSync(mkdtempSync(join(tmpdir(), 'worker-life-')));
const environmentFile = join(home, 'environment.json');
const hosts: HostProcess[] = [];
let fixture: Awaited<ReturnType<typeof buildFixture>>;
let settings: Record<string, string>;

async function start(folder: string, env: Record<string, string>, ...more: string[]): Promise<HostProcess> {
  const host = spawnHost(folder, env, 0, more);
  hosts.push(host);
  await host.says(/^HOST READY/m);
  return host;
}

beforeAll(async () => {
  fixture = await buildFixture();
  settings = { AzureWebJobsStorage: claimAccount().connectionString, PLAN_SCHEDULE: '0 0 0 1 1 *' };
});

afterAll(async () => {
  for (const { child } of hosts) child.kill('SIGTERM');
  await Promise.all(hosts.map((host) => host.exit()));
  await fixture?.remove();
  rmSync(home, { recursive: true, force: true });
});

describe('a worker that was kept waiting before anybody knew for which app', () => {
  it('gets the environment of the app late and whole, and works where the platform put it', async () => {
    writeFileSync(environmentFile, JSON.stringify({ ...settings, LATE: 'yes' }));
    const host = await start(fixture.folder, { EARLY: 'yes' }, '--environment', environmentFile, '--cwd', home);
    expect(await (await fetch(`${host.url}/api/where`)).json()).toEqual({ cwd: home, late: 'yes', early: null });
  });

  it('runs the app that ships, which reads nothing before it may and nothing by the working folder', async () => {
    const app = join(home, 'app');
    execFileSync(process.execPath, ['build.mjs', app, '--kept']);
    const off = Object.fromEntries(
      ['plan-polls', 'dispatch-notifications', 'watch-self'].map((name) => [`AzureWebJobs.${name}.Disabled`, '1']),
    );
    const late = { ...settings, ...off, AUTH_MODE: 'none', AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };
    writeFileSync(environmentFile, JSON.stringify(late));
    const host = await start(app, {}, '--environment', environmentFile, '--cwd', home);
    expect((await fetch(`${host.url}/api/v1/health/live`)).status).toBe(200);
    expect(await (await fetch(`${host.url}/api/v1/status`)).json()).toMatchObject({ tenants: { total: 0 } });
    expect((await fetch(`${host.url}/api/v1/openapi.json`)).status).toBe(200);
  }, 60_000);

  it('refuses the app whose late settings are wrong, and says why', async () => {
    writeFileSync(environmentFile, JSON.stringify({ ...settings, AUTH_MODE: 'none', POLL_INTERVAL_SECONDS: '7' }));
    const host = spawnHost(join(home, 'app'), {}, 0, ['--environment', environmentFile]);
    expect(await host.exit()).toBe(1);
    expect(host.output()).toContain('POLL_INTERVAL_SECONDS: give a whole number from 10 to 3600');
  });
});

describe('a worker that dies', () => {
  it('is started again on the same port; its request is lost, the others go on', async () => {
    const host = await start(fixture.folder, settings, '--restart');
    await expect(fetch(`${host.url}/api/crashes`)).rejects.toThrow();
    await host.says(/node exited with code 7/);
    await until(
      () =>
        fetch(`${host.url}/api/where`).then(
          ({ status }) => status === 200,
          () => false,
        ),
      'the host answers again',
    );
  }, 60_000);
});
