import { TableClient } from '@azure/data-tables';
import { servicePrincipalIdOf, tenantIdOf } from '../support/fleet.ts';
import { servePolls, settingOf } from './contestant.ts';

// What one writes first: one GET with the SDK for Graph, then one upsert a job with the SDK for tables, in turn.

interface Job {
  id: string;
  status: { code: string };
}

const table = TableClient.fromConnectionString(settingOf('STORAGE'), 'Naive', { allowInsecureConnection: true });
await table.createTable();
const { Client } = await import('@microsoft/microsoft-graph-client');
const graph = Client.init({ baseUrl: settingOf('GRAPH_URL'), authProvider: (done) => done(null, 'opaque') });

servePolls(async ({ tenants, servicePrincipals }) => {
  let jobs = 0;
  for (let tenant = 0; tenant < tenants; tenant++) {
    for (let index = 0; index < servicePrincipals; index++) {
      const servicePrincipalId = servicePrincipalIdOf(tenant, index);
      const { value } = (await graph.api(`/servicePrincipals/${servicePrincipalId}/synchronization/jobs`).get()) as { value: Job[] };
      for (const job of value) {
        const rowKey = `${servicePrincipalId}!${job.id}`;
        await table.upsertEntity({ partitionKey: tenantIdOf(tenant), rowKey, code: job.status.code, data: JSON.stringify(job) }, 'Replace');
        jobs += 1;
      }
    }
  }
  return jobs;
});
