import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clients } from '../../dev/graph/world/clients.ts';
import { startTeamsSink, type TeamsSink } from '../../dev/teams/start-teams-sink.ts';
import { type HostProcess, spawnHost } from '../dev/host/support.ts';
import { runNow } from '../faults/host/host-world.ts';
import { startIdentityStorage } from '../support/storage/identity-storage.ts';
import { unzip } from '../support/unzip.ts';
import { type FleetCloud, startFleetCloud } from '../support/worlds/fleet-cloud.ts';
import { until } from '../support/worlds/start-world.ts';

const hostIdentity = '5d0f6a1e-3c47-4b8a-9d25-6a1f0c7e9b34';
const timersOff = Object.fromEntries(
  ['plan-polls', 'dispatch-notifications', 'watch-self'].map((name) => [`AzureWebJobs.${name}.Disabled`, '1']),
);

/** The package as it is deployed, in a folder with nothing around it. */
function unpack(home: string): string {
  const app = join(home, 'app');
  execFileSync(process.execPath, ['dev/package/write.ts', join(home, 'package')]);
  const zip = readdirSync(join(home, 'package')).find((name) => name.endsWith('.zip')) ?? '';
  for (const [name, content] of unzip(readFileSync(join(home, 'package', zip)))) {
    mkdirSync(dirname(join(app, name)), { recursive: true });
    writeFileSync(join(app, name), content);
  }
  return app;
}

describe('the package in the form of production: storage by a user-assigned identity, no key anywhere', () => {
  const home = mkdtempSync(join(tmpdir(), 'identity-'));
  let storage: Awaited<ReturnType<typeof startIdentityStorage>>;
  let cloud: FleetCloud;
  let teams: TeamsSink;
  let host: HostProcess;
  let env: Record<string, string>;
  const get = async <Body>(path: string) => (await (await fetch(`${host.url}${path}`)).json()) as Body;

  beforeAll(async () => {
    [storage, cloud, teams] = await Promise.all([
      startIdentityStorage(hostIdentity),
      startFleetCloud({ tenants: 1, servicePrincipalsPerTenant: 2, jobsPerServicePrincipal: 1 }),
      startTeamsSink({ port: 0 }),
    ]);
    const trusted = join(home, 'trusted.pem');
    writeFileSync(trusted, `${readFileSync(cloud.settings.NODE_EXTRA_CA_CERTS ?? '', 'utf8')}\n${storage.certificatePem}`);
    env = {
      ...timersOff,
      ...cloud.settings,
      ...storage.settings,
      GRAPH_OPERATOR_CLIENT_ID: clients.operatorClientId,
      GRAPH_OPERATOR_CLIENT_SECRET: cloud.settings.GRAPH_READER_CLIENT_SECRET ?? '',
      NODE_EXTRA_CA_CERTS: trusted,
      TEAMS_WEBHOOK_URL: teams.webhookUrl,
      AUTH_MODE: 'none',
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
      POLL_INTERVAL_SECONDS: '3600',
      GROUP_WAIT_SECONDS: '0',
      NO_PROXY: '127.0.0.1',
    };
    host = spawnHost(unpack(home), env);
    await host.says(/^HOST READY/m);
  }, 90_000);

  afterAll(async () => {
    host?.child.kill('SIGKILL');
    await host?.exit();
    await Promise.all([storage?.close(), cloud?.close(), teams?.close()]);
    rmSync(home, { recursive: true, force: true });
  });

  it('lists every function that it registers', async () => {
    const listed = await get<{ name: string }[]>('/admin/functions');
    const [, ...registered] = execFileSync(process.execPath, ['test/infra/list-functions.mjs', join(home, 'app')], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(listed.map(({ name }) => name).sort()).toEqual(registered);
    expect(host.output()).not.toContain('is in error');
  });

  it('polls, tells a quarantine by a card, and lifts it', async () => {
    const [broken] = cloud.jobs(cloud.tenantIds[0] ?? '');
    cloud.patch(broken?.document.id ?? '', { status: { code: 'Quarantine' }, frozen: true });
    await runNow(host);
    type Listed = { value: { jobId: string; state: string; links: { self: string } }[] };
    const jobs = async () => (await get<Listed>('/api/v1/jobs')).value ?? [];
    await until(async () => (await jobs()).length === 2, 'both jobs are shown');
    const job = (await jobs()).find(({ jobId }) => jobId === broken?.document.id);
    expect(job?.state).toBe('Quarantine');

    await runNow(host, 'dispatch-notifications');
    const cards = async () => (await (await fetch(`${teams.url}/_cards`)).json()) as { kind: string }[];
    await until(async () => (await cards()).some(({ kind }) => kind === 'opened'), 'the card is posted');

    const asked = await fetch(`${job?.links.self}/clearQuarantine`, { method: 'POST', headers: { 'idempotency-key': 'once' } });
    expect(asked.status).toBe(202);
    const operation = asked.headers.get('operation-location') ?? '';
    const status = async () => ((await (await fetch(operation)).json()) as { status: string }).status;
    await until(async () => (await status()) === 'Succeeded', 'the operation succeeds');
  }, 60_000);

  it('asks for the tokens of storage as the identity that the settings name, and nobody else', () => {
    expect([...new Set(storage.asked)]).toEqual([`${hostIdentity} https://storage.azure.com`]);
  });

  it('reads nothing with an identity that was not assigned', async () => {
    const other = spawnHost(join(home, 'app'), { ...env, AzureWebJobsStorage__clientId: '5d0f6a1e-3c47-4b8a-9d25-000000000000' });
    try {
      await other.says(/^HOST READY/m);
      expect((await fetch(`${other.url}/api/v1/health/live`)).status).toBe(200);
      expect((await fetch(`${other.url}/api/v1/status`)).status).toBe(503);
    } finally {
      other.child.kill('SIGKILL');
    }
  }, 60_000);
});
