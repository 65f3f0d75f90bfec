import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { createGraphReader } from './adapters/graph/create-graph-reader.ts';
import { createTokenSource } from './adapters/identity/create-token-source.ts';
import { createTableStores } from './adapters/tables/create-stores.ts';
import { handlePollMessage } from './application/handle-poll-message.ts';
import { planPolls } from './application/plan-polls.ts';
import type { PollOptions } from './application/poll-tenant.ts';
import type { Clock, Ports } from './application/ports.ts';
import { recordDeadLetter } from './application/record-dead-letter.ts';
import { readerIdentity, tablesConnection } from './connections.ts';
import { createCatalogue } from './domain/catalogue/catalogue.ts';
import { explainJob } from './domain/catalogue/explain-job.ts';
import { createHttp } from './http/create-http.ts';
import type { ExplainCodes, HttpSettings } from './http/http-deps.ts';
import type { RouteName } from './http/routes.ts';
import { createLog } from './log.ts';
import { readSettings, type Settings } from './settings.ts';

export interface Composition {
  http(name: RouteName, request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit>;
  timers: Record<'plan-polls', (context: InvocationContext) => Promise<unknown[]>>;
  queues: Record<'poll-tenant' | 'record-poison-poll-tenant', (message: unknown, context: InvocationContext) => Promise<unknown[]>>;
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
  const graph = createGraphReader({ baseUrl: settings.GRAPH_BASE_URL, getToken, clock, log });
  const ports: Ports = { clock, log, graph, ...stores };
  const polling = pollOptions(settings);
  const http = createHttp({ ...ports, settings: httpSettings(settings), explain: createExplain() });
  return {
    http: (name, request, context) => log.within(context, () => http(name, request, context)),
    timers: {
      'plan-polls': (context) => log.within(context, () => planPolls(ports, { ...polling, seedTenantIds: settings.TENANT_IDS })),
    },
    queues: {
      'poll-tenant': (message, context) => log.within(context, () => handlePollMessage(ports, polling, message, messageId(context))),
      'record-poison-poll-tenant': (message, context) =>
        log.within(context, async () => {
          await recordDeadLetter(ports, { queue: 'poll-tenant', id: messageId(context), reason: 'failed at every delivery', message });
          return [];
        }),
    },
  };
}

const secondInMs = 1_000;
const hourInMs = 3_600 * secondInMs;

function pollOptions(settings: Settings): PollOptions {
  return {
    pollIntervalInMs: settings.POLL_INTERVAL_SECONDS * secondInMs,
    leaseInMs: settings.LEASE_SECONDS * secondInMs,
    concurrency: settings.POLL_CONCURRENCY,
    // Below the function's timeout of 5 minutes, with room for the writes.
    budgetInMs: 240 * secondInMs,
    historyInMs: settings.HISTORY_DAYS * 24 * hourInMs,
    reminderInMs: settings.REMINDER_HOURS * hourInMs,
    channelConfigured: settings.TEAMS_WEBHOOK_URL !== undefined || settings.SECONDARY_WEBHOOK_URL !== undefined,
  };
}

function httpSettings(settings: Settings): HttpSettings {
  return {
    authMode: settings.AUTH_MODE,
    corsOrigins: settings.CORS_ORIGINS,
    pollIntervalInMs: settings.POLL_INTERVAL_SECONDS * secondInMs,
    graphCredential: settings.GRAPH_CREDENTIAL,
    portalBaseUrl: settings.PORTAL_BASE_URL,
  };
}

function createExplain(): ExplainCodes {
  const { loadCatalogue } = createCatalogue();
  return async (job) => explainJob(await loadCatalogue(), job).explanation;
}

function messageId(context: InvocationContext): string {
  return String(context.triggerMetadata?.id ?? context.invocationId);
}
