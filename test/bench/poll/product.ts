import { createGraphReader } from '../../../lib/adapters/graph/create-graph-reader.ts';
import { createTokenSource } from '../../../lib/adapters/identity/acquire/create-token-source.ts';
import { createTableStores } from '../../../lib/adapters/tables/create-stores.ts';
import { handlePollMessage } from '../../../lib/application/poll/handle-poll-message.ts';
import type { PollDeps, PollOptions } from '../../../lib/application/poll/poll-options.ts';
import type { Clock, Ports } from '../../../lib/application/ports/ports.ts';
import { createCatalogueReader } from '../../../lib/application/show/knowledge/catalogue-reader.ts';
import type { SpeakerSource } from '../../../lib/application/tenant/held/tally-tenant.ts';
import { createSpeakers } from '../../../lib/domain/job/advice/speak.ts';
import { once } from '../../../lib/domain/once.ts';
import { createLog } from '../../../lib/log.ts';
import { servicePrincipalIdOf, tenantIdOf } from '../support/fleet.ts';
import { pollTenants, servePolls, settingOf } from './contestant.ts';

// The product, wired as in lib/compose.ts; only the token needs no authority, and its tenants are known from the start.

const clock: Clock = {
  now: () => Date.now(),
  sleep: (delayInMs) => new Promise((resolve) => setTimeout(resolve, delayInMs)),
  random: () => Math.random(),
};
const log = createLog({ debug() {}, info() {}, warn: console.warn, error: console.error });
const { loadCatalogue } = createCatalogueReader();
const loadSpeakers = once(async () => createSpeakers(await loadCatalogue()));
const ports: Ports & SpeakerSource & Pick<PollDeps, 'hourlyReaders'> = {
  clock,
  log,
  graph: graphReader(),
  hourlyReaders: [],
  loadSpeakers,
  ...stores(),
};
const hourInMs = 3_600_000;
const options: PollOptions = {
  pollIntervalInMs: 300_000,
  leaseInMs: 90_000,
  concurrency: 4,
  budgetInMs: 240_000,
  discoveryIntervalInMs: 900_000,
  historyInMs: 90 * 24 * hourInMs,
  auditInMs: 400 * 24 * hourInMs,
  reminderInMs: 24 * hourInMs,
  channelConfigured: true,
};
const known = new Set<string>();

function graphReader() {
  const identity = { mode: 'managed-identity', authorityHost: 'https://login.microsoftonline.com', scope: '' } as const;
  const requestToken = async () => ({ token: 'opaque', expiresOnTimestamp: clock.now() + hourInMs });
  const { getToken } = createTokenSource(identity, { clock, log, requestToken });
  return createGraphReader({ baseUrl: settingOf('GRAPH_URL'), getToken, clock, log });
}

function stores() {
  return createTableStores({ connection: { kind: 'connectionString', connectionString: settingOf('STORAGE') }, log });
}

// A steady tick has neither discovery nor pruning due.
async function register(tenant: number, servicePrincipals: number): Promise<void> {
  const tenantId = tenantIdOf(tenant);
  if (known.has(tenantId)) return;
  known.add(tenantId);
  const now = new Date(clock.now()).toISOString();
  const registration = { v: 1, tenantId, addedAt: now, source: 'settings' } as const;
  await ports.tenants.create(registration);
  if (!(await ports.fleet.create(tenantId, { registration }))) return;
  const targets = Array.from({ length: servicePrincipals }, (_, index) => servicePrincipalIdOf(tenant, index));
  await ports.state.commit(
    tenantId,
    targets.map((id) => [
      { type: 'target', value: { v: 1, tenantId, servicePrincipalId: id, displayName: `App ${id}`, discoveredAt: now } },
    ]),
  );
  const row = await ports.fleet.get(tenantId);
  await ports.fleet.merge(tenantId, { discoveredAt: now, prunedAt: now }, row?.etag ?? '');
}

servePolls((task) =>
  pollTenants(task, async (tenant) => {
    await register(tenant, task.servicePrincipals);
    const message = { v: 1, tenantId: tenantIdOf(tenant), force: new Date(clock.now()).toISOString() };
    await handlePollMessage(ports, options, message, 'bench');
    return task.servicePrincipals * 2;
  }),
);
