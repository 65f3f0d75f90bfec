import { expect, it } from '@jest/globals';
import { createSdkTable } from '../../../lib/adapters/tables/transport/sdk-table.ts';
import { claimAccount } from '../../support/storage/azurite.ts';
import { startFaultProxy } from '../../support/storage/fault-proxy.ts';
import { startTenantWorld } from '../../support/worlds/tenant-world.ts';

it('keeps to the same budget over the wire: a steady tick costs five requests to the storage account', async () => {
  const { connectionString, tablesUrl, accountName } = claimAccount();
  const lines: string[] = [];
  const proxy = await startFaultProxy(Number(new URL(tablesUrl).port), (line) => {
    lines.push(line);
    return 'none';
  });
  const throughProxy = connectionString.replace(tablesUrl, `http://127.0.0.1:${proxy.port}/${accountName}`);
  try {
    await using cloud = await startTenantWorld({
      servicePrincipalsPerTenant: 40,
      openTable: (name) => createSdkTable({ kind: 'connectionString', connectionString: throughProxy }, name),
    });
    await cloud.tick();
    await cloud.ticks();
    cloud.clock.advance(300_000);
    const [message] = await cloud.plan();
    lines.length = 0;
    await cloud.handle(message);
    const requests = lines.map((line) => /^(\w+) \/\w+\/(\$batch|\w+)/.exec(line)?.slice(1).join(' '));
    expect(requests).toEqual(['GET Tenants', 'GET Fleet', 'PATCH Fleet', 'GET SyncState', 'PATCH Fleet']);

    cloud.patch(cloud.jobAt().key, { status: { code: 'Paused' } });
    cloud.clock.advance(300_000);
    const [next] = await cloud.plan();
    lines.length = 0;
    await cloud.handle(next);
    // One for the job with its event, one for the list.
    expect(lines.filter((line) => line.includes('$batch'))).toHaveLength(2);
  } finally {
    await proxy.close();
  }
});
