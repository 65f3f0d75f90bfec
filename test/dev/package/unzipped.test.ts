import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { runNow, startHostWorld } from '../../faults/host/host-world.ts';
import { unzip } from '../../support/unzip.ts';
import { until } from '../../support/worlds/start-world.ts';

it('the zip, unpacked into an empty folder with nothing around it, lists all functions, polls and answers', async () => {
  const home = mkdtempSync(join(tmpdir(), 'unzipped-'));
  const app = join(home, 'app');
  mkdirSync(app);
  execFileSync(process.execPath, ['dev/package/write.ts', join(home, 'package')]);
  const zip = readdirSync(join(home, 'package')).find((name) => name.endsWith('.zip')) ?? '';
  for (const [name, content] of unzip(readFileSync(join(home, 'package', zip)))) {
    mkdirSync(join(app, name, '..'), { recursive: true });
    writeFileSync(join(app, name), content);
  }
  const world = await startHostWorld(app, { tenants: 1, servicePrincipalsPerTenant: 2, jobsPerServicePrincipal: 1 });
  try {
    const [tenantId = ''] = world.cloud.tenantIds;
    const host = await world.startHost({ TENANT_IDS: tenantId });
    const listed = (await (await fetch(`${host.url}/admin/functions`)).json()) as { name: string }[];
    const [, ...registered] = execFileSync(process.execPath, ['test/infra/list-functions.mjs', app], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(listed.map(({ name }) => name).sort()).toEqual(registered);
    await runNow(host);
    await until(async () => (await world.row(tenantId))?.lastCompletedAt !== undefined, 'the first pass is complete');
    const { value } = (await (await fetch(`${host.url}/api/v1/jobs`)).json()) as { value: unknown[] };
    expect(value).toHaveLength(2);
  } finally {
    await world.close();
    rmSync(home, { recursive: true, force: true });
  }
}, 90_000);
