import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAuthority } from '../../../dev/authority/start-authority.ts';
import { type JobPatch, patchJob } from '../../../dev/graph/control/patch-job.ts';
import type { Job, World } from '../../../dev/graph/model/model.ts';
import type { LogEntry } from '../../../dev/graph/server/request-log.ts';
import { createSharedState } from '../../../dev/graph/server/shared-state.ts';
import { startGraphSimulator } from '../../../dev/graph/start-graph-simulator.ts';
import { signGraphToken } from '../../../dev/graph/tokens/graph-token.ts';
import { buildFleet, type FleetOptions } from '../../../dev/graph/world/build-fleet.ts';
import { clients } from '../../../dev/graph/world/clients.ts';
import { findJobs } from '../../../dev/graph/world/find-jobs.ts';

export interface FleetCloud {
  world: World;
  tenantIds: string[];
  graphUrl: string;
  authorityUrl: string;
  /** The settings of an app that watches this fleet with a client secret. Storage and pacing are not among them. */
  settings: Record<string, string>;
  token(tenantId: string): Promise<string>;
  /** Every job of the tenant, in the order of its service principals. */
  jobs(tenantId: string): Job[];
  /** Changes a job as `POST /_jobs/{jobId}` does. */
  patch(jobId: string, patch: JobPatch): void;
  /** Requests to Graph that named the tenant. */
  requests(tenantId: string): LogEntry[];
  tokenRequests(tenantId: string): LogEntry[];
  close(): Promise<void>;
}

const secret = 'a secret of this test only';

/** A fleet of its own behind Graph and a token authority, each on a free port. */
export async function startFleetCloud(options: FleetOptions): Promise<FleetCloud> {
  const { world, tenantIds } = buildFleet(options);
  for (const application of world.applications) application.secret = secret;
  const shared = await createSharedState(world);
  const graph = await startGraphSimulator({ port: 0, world, shared });
  const authority = await startAuthority({ port: 0, world, shared });
  const folder = mkdtempSync(join(tmpdir(), 'fleet-cloud-'));
  const certificateFile = join(folder, 'authority.pem');
  writeFileSync(certificateFile, authority.certificatePem);
  const logged = (service: string, tenantId: string) =>
    shared.log.entries().filter((entry) => entry.service === service && entry.tenantId === tenantId);
  return {
    world,
    tenantIds,
    graphUrl: graph.url,
    authorityUrl: authority.url,
    settings: {
      TENANT_IDS: tenantIds.join(','),
      GRAPH_BASE_URL: graph.url,
      LOGIN_BASE_URL: authority.url,
      GRAPH_CREDENTIAL: 'client-secret',
      GRAPH_READER_CLIENT_ID: clients.readerClientId,
      GRAPH_READER_CLIENT_SECRET: secret,
      NODE_EXTRA_CA_CERTS: certificateFile,
    },
    token: (tenantId) => {
      const roles = world.tenants.get(tenantId)?.grants[clients.readerClientId] ?? [];
      return signGraphToken(shared.keys, { tenantId, clientId: clients.readerClientId, roles }, world.now());
    },
    jobs: (tenantId) => [...(world.tenants.get(tenantId)?.servicePrincipals.values() ?? [])].flatMap(({ jobs }) => jobs),
    patch: (jobId, patch) => {
      for (const { job } of findJobs(world, jobId, {})) patchJob(world, job, patch);
    },
    requests: (tenantId) => logged('graph', tenantId),
    tokenRequests: (tenantId) => logged('authority', tenantId).filter(({ method }) => method === 'POST'),
    close: async () => {
      await Promise.all([graph.close(), authority.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
