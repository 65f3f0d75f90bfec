import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type ApiRole, registrations } from '../authority/callers/local-callers.ts';
import { type Authority, startAuthority } from '../authority/start-authority.ts';
import { createDemoWorld } from '../graph/demo/demo-fleet.ts';
import { demoHomeTenantId, demoTenantIds } from '../graph/demo/demo-ids.ts';
import { createSharedState } from '../graph/server/shared-state.ts';
import { startGraphSimulator } from '../graph/start-graph-simulator.ts';
import { clients } from '../graph/world/clients.ts';
import { startTeamsSink } from '../teams/start-teams-sink.ts';
import type { StartArguments } from './arguments.ts';
import type { WorldPorts } from './ports.ts';

export interface Demo {
  graphUrl: string;
  authorityUrl: string;
  teamsUrl: string;
  /** Good for a caller of each role; absent where nobody has to sign in. */
  tokens?: Record<ApiRole, string>;
  /** The settings of the demo; what the environment of `npm start` names wins over them. */
  settings(storage: string, environment: NodeJS.ProcessEnv): Record<string, string>;
  close(): Promise<void>;
}

/** A living fleet behind Graph's own API, the authority that signs its tokens, and a channel that takes the cards. */
export async function startDemo(ports: WorldPorts, folder: string, { auth }: Pick<StartArguments, 'auth'>): Promise<Demo> {
  const world = createDemoWorld();
  const shared = await createSharedState(world);
  const simulator = await startGraphSimulator({ port: ports.graph, world, shared });
  const authority = await startAuthority({ port: ports.authority, world, shared, ...callersOf(ports, process.env) });
  const sink = await startTeamsSink({ port: ports.teams });
  const certificateFile = `${folder}/authority.pem`;
  writeFileSync(certificateFile, `${authority.certificatePem}\n${certificatesOf(process.env.NODE_EXTRA_CA_CERTS)}`);
  return {
    graphUrl: simulator.url,
    authorityUrl: authority.url,
    teamsUrl: sink.url,
    ...(auth && { tokens: await tokensOf(authority) }),
    settings: (storage, environment) => ({
      ...chosen(
        {
          ...demoSettings(simulator.url, authority.url, ports, storage),
          TEAMS_WEBHOOK_URL: sink.webhookUrl,
          ...(auth && signInSettings),
        },
        environment,
      ),
      IDENTITY_ENDPOINT: simulator.identityEndpoint,
      IDENTITY_HEADER: simulator.identityHeader,
      NODE_EXTRA_CA_CERTS: certificateFile,
    }),
    close: async () => {
      await Promise.all([simulator.close(), authority.close(), sink.close()]);
    },
  };
}

const signInSettings = {
  AUTH_MODE: 'entra',
  // Whoever tries it out, with tools that ask a lot, is one caller.
  RATE_LIMIT_PER_MINUTE: '6000',
  AUTH_AUDIENCE: registrations.apiClientId,
  AUTH_TENANT_IDS: demoHomeTenantId,
  UI_CLIENT_ID: registrations.uiClientId,
};

// The pages of the API itself and of whoever may call it from a browser.
function callersOf({ api }: WorldPorts, { AUTH_AUDIENCE, CORS_ORIGINS = '' }: NodeJS.ProcessEnv) {
  const others = CORS_ORIGINS.split(',').map((origin) => origin.trim());
  const origins = [`http://127.0.0.1:${api}`, `http://localhost:${api}`, ...others.filter(Boolean)];
  return { origins, ...(AUTH_AUDIENCE && { audience: AUTH_AUDIENCE }) };
}

async function tokensOf({ issueApiToken }: Authority): Promise<Record<ApiRole, string>> {
  const [reader, operator, admin] = await Promise.all([issueApiToken('reader'), issueApiToken('operator'), issueApiToken('admin')]);
  return { reader, operator, admin };
}

// Node reads one file: what the machine already trusts stays trusted.
function certificatesOf(file: string | undefined): string {
  return file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function demoSettings(graphUrl: string, authorityUrl: string, ports: WorldPorts, storage: string): Record<string, string> {
  return {
    AzureWebJobsStorage: storage,
    TENANT_IDS: demoTenantIds.join(','),
    HOME_TENANT_ID: demoHomeTenantId,
    GRAPH_BASE_URL: graphUrl,
    LOGIN_BASE_URL: authorityUrl,
    GRAPH_CREDENTIAL: 'federated',
    GRAPH_READER_CLIENT_ID: clients.readerClientId,
    GRAPH_READER_IDENTITY_CLIENT_ID: clients.readerIdentityClientId,
    GRAPH_OPERATOR_CLIENT_ID: clients.operatorClientId,
    GRAPH_OPERATOR_IDENTITY_CLIENT_ID: clients.operatorIdentityClientId,
    POLL_INTERVAL_SECONDS: '10',
    LEASE_SECONDS: '20',
    DISPATCH_INTERVAL_SECONDS: '5',
    GROUP_WAIT_SECONDS: '2',
    AUTH_MODE: 'none',
    PORTAL_BASE_URL: `http://127.0.0.1:${ports.api}/api/ui`,
  };
}

function chosen(settings: Record<string, string>, environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, environment[name] ?? value]));
}
