import type { HttpRequest, InvocationContext } from '@azure/functions';
import { createAskPermission } from './adapters/graph/ask-permission.ts';
import { createGraphOperator } from './adapters/graph/create-graph-operator.ts';
import { createGraphReader } from './adapters/graph/create-graph-reader.ts';
import type { GraphClientOptions } from './adapters/graph/transport/send-request.ts';
import { createTenantDirectory } from './adapters/identity/create-tenant-directory.ts';
import { createTokenSource } from './adapters/identity/create-token-source.ts';
import { createTokenVerifier } from './adapters/identity/create-token-verifier.ts';
import { readTokenRoles } from './adapters/identity/read-token-roles.ts';
import { createTableStores } from './adapters/tables/create-stores.ts';
import { createTeamsNotifier } from './adapters/teams/create-teams-notifier.ts';
import { createWebhookNotifier } from './adapters/teams/create-webhook-notifier.ts';
import { adminCentre } from './admin-centre.ts';
import { judgeGrantsAtStart } from './application/manage/judge-grants-at-start.ts';
import type { DispatchOptions } from './application/notify/dispatch-deps.ts';
import { createDispatcher } from './application/notify/dispatch-notifications.ts';
import { handleOperationMessage } from './application/operate/handle-operation-message.ts';
import { watchOperations } from './application/operate/watch-operations.ts';
import { handlePollMessage } from './application/poll/handle-poll-message.ts';
import { planPolls } from './application/poll/plan-polls.ts';
import type { PollOptions } from './application/poll/poll-options.ts';
import type { GraphOperator } from './application/ports/operation-ports.ts';
import type { Clock, Notifier, Ports } from './application/ports/ports.ts';
import type { TenantProbe } from './application/ports/tenant-probe.ts';
import { createCatalogueReader } from './application/show/catalogue-reader.ts';
import { createFleetViewCache } from './application/show/fleet-view-cache.ts';
import { createFleetCache } from './application/tenant/fleet-cache.ts';
import { recordDeadLetter } from './application/tenant/record-dead-letter.ts';
import { createRightsReader, type GrantUse } from './application/tenant/rights-reader.ts';
import { pruneRemoved } from './application/watch/prune-removed.ts';
import { watchSelf } from './application/watch/watch-self.ts';
import { operatorIdentity, readerIdentity, signInOf, tablesConnection, verifierOptions } from './connections.ts';
import { ConfigurationError } from './domain/errors.ts';
import { defined } from './domain/optional.ts';
import { createHttp, type HttpAnswer } from './http/create-http.ts';
import type { HttpSettings } from './http/operations/operation-deps.ts';
import { createBodyCache } from './http/response/body-cache.ts';
import type { RouteName } from './http/routes.ts';
import { createLog } from './log.ts';
import { readSettings, type Settings } from './settings.ts';

type QueueName = 'poll-tenant' | 'run-operation';
type TimerName = 'plan-polls' | 'dispatch-notifications' | 'watch-self';

export interface Composition {
  /** @throws ConfigurationError for a fault that only the storage shows. */
  start(): Promise<void>;
  http(name: RouteName, request: HttpRequest, context: InvocationContext): Promise<HttpAnswer>;
  timers: Record<TimerName, (context: InvocationContext) => Promise<unknown[]>>;
  queues: Record<QueueName | `record-poison-${QueueName}`, (message: unknown, context: InvocationContext) => Promise<unknown[]>>;
}

let composition: Composition | undefined;

/** The app, wired once per process. @throws ConfigurationError that lists every fault of the settings. */
export function compose(): Composition {
  composition ??= wire(readSettings());
  return composition;
}

const clock: Clock = {
  now: () => Date.now(),
  sleep: (delayInMs) => new Promise((resolve) => setTimeout(resolve, delayInMs)),
  random: () => Math.random(),
};

function wire(settings: Settings): Composition {
  const log = createLog(console);
  const stores = createTableStores({ connection: tablesConnection(settings), log });
  const { getToken } = createTokenSource(readerIdentity(settings), { clock, log });
  // A request must not outlive the lease it runs under.
  const timeoutInMs = Math.min(20, settings.LEASE_SECONDS / 2) * secondInMs;
  const reading = { baseUrl: settings.GRAPH_BASE_URL, getToken, clock, log, timeoutInMs };
  const graph = createGraphReader(reading);
  const ports: Ports = { clock, log, graph, ...stores };
  const operator = createOperatorSource(settings, log);
  const poison = (queue: QueueName) => (message: unknown, context: InvocationContext) =>
    log.within(context, async () => {
      await recordDeadLetter(ports, { queue, id: messageId(context), reason: 'failed at every delivery', message });
      return [];
    });
  const notifiers = notifiersOf(settings);
  const polling = { ...pollOptions(settings), channelConfigured: notifiers.length > 0 };
  const catalogue = createCatalogueReader();
  const fleetRows = createFleetCache(ports);
  const fleetView = createFleetViewCache({ ...ports, fleetRows }, polling);
  const verifier = settings.AUTH_MODE === 'none' ? undefined : createTokenVerifier({ clock, log }, verifierOptions(settings));
  const edge = { settings: httpSettings(settings), bodies: createBodyCache(), ...defined({ verifier }) };
  const use = grantUseOf(settings);
  const rights = createRightsReader(ports, use);
  const tenantDirectory = createTenantDirectory({ authority: settings.LOGIN_BASE_URL });
  const asking = { tenantDirectory, probe: createProbe(settings, reading) };
  const http = createHttp({ ...ports, ...edge, ...asking, catalogue, fleetRows, fleetView, rights });
  const dispatch = createDispatcher({ ...ports, notifiers, loadCatalogue: catalogue.loadCatalogue }, dispatchOptions(settings));
  // The watch judges by rows of its own: those that answers are made of may be two seconds old.
  const watched = { ...ports, fleetRows: createFleetCache(ports) };
  const watching = { ...polling, configuredChannels: notifiers.map(({ name }) => name) };
  return {
    start: async () => {
      const faults = await judgeGrantsAtStart(ports, { use, bootstrapAdmin: settings.AUTH_BOOTSTRAP_ADMIN });
      if (faults.length > 0) throw new ConfigurationError(faults);
    },
    http: (name, request, context) => log.within(context, () => http(name, request, context)),
    timers: {
      'plan-polls': (context) => log.within(context, () => planPolls(ports, { ...polling, seedTenantIds: settings.TENANT_IDS })),
      'dispatch-notifications': (context) =>
        log.within(context, async () => {
          await dispatch();
          return [];
        }),
      'watch-self': (context) =>
        log.within(context, async () => {
          await watchSelf(watched, watching);
          await pruneRemoved(ports, polling);
          return watchOperations(ports);
        }),
    },
    queues: {
      'poll-tenant': (message, context) => log.within(context, () => handlePollMessage(ports, polling, message, messageId(context))),
      'run-operation': (message, context) =>
        log.within(context, () => handleOperationMessage({ ...ports, rights, operator: operator() }, message, messageId(context))),
      'record-poison-poll-tenant': poison('poll-tenant'),
      'record-poison-run-operation': poison('run-operation'),
    },
  };
}

// Of the operator nothing is asked here but what its token says.
function createProbe(settings: Settings, reading: GraphClientOptions): TenantProbe {
  const rolesBy = (getToken: GraphClientOptions['getToken']) => async (tenantId: string) =>
    readTokenRoles(await getToken(tenantId, { forceRefresh: true }));
  const identity = operatorIdentity(settings);
  const operator = identity && createTokenSource(identity, { clock, ...defined({ log: reading.log }) });
  return {
    readerRoles: rolesBy(reading.getToken),
    ...(operator && { operatorRoles: rolesBy(operator.getToken) }),
    ask: createAskPermission(reading),
  };
}

// The identity that may change something is set up with the first operation, and only in the worker of operations.
function createOperatorSource(settings: Settings, log: Ports['log']): () => GraphOperator | undefined {
  let operator: GraphOperator | undefined;
  return () => {
    const identity = operatorIdentity(settings);
    if (operator !== undefined || identity === undefined) return operator;
    const { getToken } = createTokenSource(identity, { clock, log });
    operator = createGraphOperator({ baseUrl: settings.GRAPH_BASE_URL, getToken, clock, log });
    return operator;
  };
}

const secondInMs = 1_000;
const hourInMs = 3_600 * secondInMs;

// Without sign-in whoever is on this machine has no limits.
function grantUseOf({ AUTH_MODE, AUTH_REQUIRE_GRANTS }: Settings): GrantUse {
  if (AUTH_MODE === 'none') return 'none';
  return AUTH_REQUIRE_GRANTS ? 'required' : 'optional';
}

function pollOptions(settings: Settings): Omit<PollOptions, 'channelConfigured'> {
  return {
    pollIntervalInMs: settings.POLL_INTERVAL_SECONDS * secondInMs,
    leaseInMs: settings.LEASE_SECONDS * secondInMs,
    concurrency: settings.POLL_CONCURRENCY,
    // Below the function's timeout of 5 minutes, with room for the writes.
    budgetInMs: 240 * secondInMs,
    discoveryIntervalInMs: settings.DISCOVERY_MINUTES * 60 * secondInMs,
    historyInMs: settings.HISTORY_DAYS * 24 * hourInMs,
    auditInMs: settings.AUDIT_DAYS * 24 * hourInMs,
    reminderInMs: settings.REMINDER_HOURS * hourInMs,
  };
}

function dispatchOptions(settings: Settings): DispatchOptions {
  return {
    groupWaitInMs: settings.GROUP_WAIT_SECONDS * secondInMs,
    leaseInMs: settings.LEASE_SECONDS * secondInMs,
    portalBaseUrl: settings.PORTAL_BASE_URL,
    adminCentre,
  };
}

function notifiersOf({ TEAMS_WEBHOOK_URL: primary, SECONDARY_WEBHOOK_URL: secondary }: Settings): Notifier[] {
  return [
    ...(primary === undefined ? [] : [createTeamsNotifier({ clock }, primary)]),
    ...(secondary === undefined ? [] : [createWebhookNotifier({ clock }, secondary)]),
  ];
}

function httpSettings(settings: Settings): HttpSettings {
  return {
    authMode: settings.AUTH_MODE,
    corsOrigins: settings.CORS_ORIGINS,
    pollIntervalInMs: settings.POLL_INTERVAL_SECONDS * secondInMs,
    graphCredential: settings.GRAPH_CREDENTIAL,
    ...tenantSettings(settings),
    leaseInMs: settings.LEASE_SECONDS * secondInMs,
    ...defined({ portalBaseUrl: settings.PORTAL_BASE_URL, bootstrapAdmin: settings.AUTH_BOOTSTRAP_ADMIN, signIn: signInOf(settings) }),
    ...(settings.AUTH_MODE === 'entra' && { rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE }),
    coolDownInMs: settings.COOL_DOWN_MINUTES * 60 * secondInMs,
    auditInMs: settings.AUDIT_DAYS * 24 * hourInMs,
  };
}

// Without HOME_TENANT_ID no tenant is known to be the managed identity's.
function tenantSettings(settings: Settings): Pick<HttpSettings, 'consent' | 'onlyTenantId' | 'seedTenantIds'> {
  const { GRAPH_CREDENTIAL, GRAPH_READER_CLIENT_ID, GRAPH_OPERATOR_CLIENT_ID, LOGIN_BASE_URL, HOME_TENANT_ID, TENANT_IDS } = settings;
  const named = { seedTenantIds: TENANT_IDS };
  if (GRAPH_CREDENTIAL === 'managed-identity') return { ...named, onlyTenantId: HOME_TENANT_ID ?? '' };
  if (GRAPH_CREDENTIAL === 'azure-cli' || GRAPH_READER_CLIENT_ID === undefined) return named;
  const clients = { readerClientId: GRAPH_READER_CLIENT_ID, ...defined({ operatorClientId: GRAPH_OPERATOR_CLIENT_ID }) };
  return { ...named, consent: { loginBaseUrl: LOGIN_BASE_URL, ...clients } };
}

function messageId(context: InvocationContext): string {
  return String(context.triggerMetadata?.id ?? context.invocationId);
}
