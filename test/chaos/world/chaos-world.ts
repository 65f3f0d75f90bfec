import { randomBytes } from 'node:crypto';
import { clients } from '../../../dev/graph/world/clients.ts';
import { createTableStores, type Stores } from '../../../lib/adapters/tables/create-stores.ts';
import { type ObservedSink, startObservedSink } from '../../faults/notify/sink-world.ts';
import { createRecordingLog } from '../../support/recording-log.ts';
import { freePort } from '../../support/storage/azurite-process.ts';
import { type FleetCloud, startFleetCloud } from '../../support/worlds/fleet-cloud.ts';
import { buildBundle, type ChaosHost, startChaosHost } from './chaos-host.ts';
import { type ChaosStorage, startChaosStorage } from './chaos-storage.ts';
import { type ChaosDomain, domainOptions, settleDomains } from './domains.ts';
import { type ChaosJob, jobsOf, recordTruth, type Truth } from './record-truth.ts';

export const fleetSize = { tenants: 21, servicePrincipalsPerTenant: 5, jobsPerServicePrincipal: 2 };
/** The first service principal of each tenant is a domain with agents. */
export const freeJobCount = fleetSize.tenants * (fleetSize.servicePrincipalsPerTenant - 1) * fleetSize.jobsPerServicePrincipal;
export const pollIntervalInMs = 10_000;
/** As the product promises it: two intervals and a minute. */
export const freshLimitInMs = 2 * pollIntervalInMs + 60_000;

export interface ChaosWorld {
  cloud: FleetCloud;
  jobs: ChaosJob[];
  /** Those of them whose lives are left to chance. */
  freeJobs: ChaosJob[];
  /** The domains that the other jobs are of. */
  domains: ChaosDomain[];
  truth: Truth;
  sink: ObservedSink;
  storage: ChaosStorage;
  /** The tables without faults. */
  direct: Stores;
  host: ChaosHost;
  apiUrl: string;
  /** Texts that must be found nowhere. */
  secrets: string[];
  close(): Promise<void>;
}

/** The whole product as it ships, with Graph, Teams and storage each on an edge of its own that can go wrong. */
export async function startChaosWorld(seed: number): Promise<ChaosWorld> {
  const bundle = buildBundle();
  const cloud = await startFleetCloud({ ...fleetSize, ...domainOptions, interval: 'PT20S', seed });
  const domains = settleDomains(cloud.world);
  const jobs = jobsOf(cloud.world);
  const ofDomains = new Set(domains.flatMap((domain) => domain.jobs));
  const truth = recordTruth(jobs);
  const marker = `marker-${randomBytes(8).toString('hex')}`;
  const sink = await startObservedSink(marker);
  const storage = await startChaosStorage();
  const port = await freePort();
  const secret = `secret-${randomBytes(8).toString('hex')}`;
  for (const application of cloud.world.applications) application.secret = secret;
  const settings = hostSettings({ cloud, sink, storage, port, secret });
  const host = await startChaosHost(bundle.folder, settings, port);
  return {
    cloud,
    jobs,
    freeJobs: jobs.filter(({ job }) => !ofDomains.has(job)),
    domains,
    truth,
    sink,
    storage,
    direct: createTableStores({
      connection: { kind: 'connectionString', connectionString: storage.directConnectionString },
      log: createRecordingLog(),
    }),
    host,
    apiUrl: `http://127.0.0.1:${port}/api/v1`,
    secrets: [marker, secret],
    close: async () => {
      await host.stop();
      await Promise.all([storage.close(), sink.close(), cloud.close()]);
      bundle.remove();
    },
  };
}

interface Parts {
  cloud: FleetCloud;
  sink: ObservedSink;
  storage: ChaosStorage;
  port: number;
  secret: string;
}

function hostSettings({ cloud, sink, storage, port, secret }: Parts): Record<string, string> {
  return {
    ...cloud.settings,
    AzureWebJobsStorage: storage.connectionString,
    GRAPH_READER_CLIENT_SECRET: secret,
    GRAPH_OPERATOR_CLIENT_ID: clients.operatorClientId,
    GRAPH_OPERATOR_CLIENT_SECRET: secret,
    TEAMS_WEBHOOK_URL: sink.webhookUrl,
    PORTAL_BASE_URL: `http://127.0.0.1:${port}/api/v1`,
    POLL_INTERVAL_SECONDS: String(pollIntervalInMs / 1000),
    LEASE_SECONDS: '20',
    DISPATCH_INTERVAL_SECONDS: '5',
    GROUP_WAIT_SECONDS: '2',
    COOL_DOWN_MINUTES: '0',
    AUTH_MODE: 'none',
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    NO_PROXY: '127.0.0.1',
  };
}
