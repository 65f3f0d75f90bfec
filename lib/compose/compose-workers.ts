import type { InvocationContext } from '@azure/functions';
import { createGraphOperator } from '../adapters/graph/create-graph-operator.ts';
import { createGraphReader } from '../adapters/graph/create-graph-reader.ts';
import { createAgentsSource } from '../adapters/graph/read-agents.ts';
import { createDirectorySyncReader } from '../adapters/graph/read-directory-sync.ts';
import { createTokenSource } from '../adapters/identity/acquire/create-token-source.ts';
import { createTeamsNotifier } from '../adapters/teams/create-teams-notifier.ts';
import { createWebhookNotifier } from '../adapters/teams/create-webhook-notifier.ts';
import { adminCentre } from '../admin-centre.ts';
import type { DispatchOptions } from '../application/notify/dispatch-deps.ts';
import { createDispatcher } from '../application/notify/dispatch-notifications.ts';
import { handleOperationMessage } from '../application/operate/run/handle-operation-message.ts';
import { createAgentsReader } from '../application/poll/agents/agents-reader.ts';
import { handlePollMessage } from '../application/poll/handle-poll-message.ts';
import { countFailingObjects } from '../application/poll/hourly/count-failing-objects.ts';
import type { HourlyReader } from '../application/poll/hourly/hourly-reader.ts';
import { createDirectorySyncHourly } from '../application/poll/hourly/read-directory-sync.ts';
import { planPolls } from '../application/poll/plan-polls.ts';
import type { GraphOperator } from '../application/ports/operation-ports.ts';
import type { Notifier, Ports } from '../application/ports/ports.ts';
import { createCatalogueReader } from '../application/show/knowledge/catalogue-reader.ts';
import { recordDeadLetter } from '../application/tenant/messages/record-dead-letter.ts';
import { createRightsReader } from '../application/tenant/visible/rights-reader.ts';
import { createDispatchNote } from '../application/watch/note-dispatch.ts';
import { createSpeakers } from '../domain/job/advice/speak.ts';
import { once } from '../domain/once.ts';
import type { Settings } from '../settings.ts';
import { composeWatch } from './compose-watch.ts';
import { operatorIdentity } from './connections.ts';
import type { Foundation, QueueName, Workers } from './foundation.ts';
import { grantUseOf, pollOptions, requestTimeoutInMs, secondInMs } from './pacing.ts';

/** What timers and messages set off. */
export function composeWorkers(foundation: Foundation): Workers {
  const { settings, clock, log, stores, provisioningLog, readerToken: getToken } = foundation;
  const reading = { baseUrl: settings.GRAPH_BASE_URL, getToken, clock, log, timeoutInMs: requestTimeoutInMs(settings) };
  const ports: Ports = { clock, log, graph: createGraphReader(reading), ...stores };
  const isPerson = settings.GRAPH_CREDENTIAL === 'azure-cli';
  const hourlyReaders: HourlyReader[] = [
    createDirectorySyncHourly(createDirectorySyncReader(reading), { isPerson }),
    createAgentsReader(createAgentsSource({ ...reading, isPerson })),
    countFailingObjects({ ...ports, provisioningLog }),
  ];
  const notifiers = notifiersOf(foundation);
  const polling = { ...pollOptions(settings), channelConfigured: notifiers.length > 0 };
  const { loadCatalogue } = createCatalogueReader();
  const loadSpeakers = once(async () => createSpeakers(await loadCatalogue()));
  const dispatch = createDispatcher({ ...ports, notifiers, loadCatalogue }, dispatchOptions(settings));
  const rights = createRightsReader(ports, grantUseOf(settings));
  const operator = createOperatorSource(foundation);
  const watching = { ...polling, configuredChannels: notifiers.map(({ name }) => name) };
  const noteDispatch = createDispatchNote(ports);
  const poison = (queue: QueueName) => async (message: unknown, context: InvocationContext) => {
    await recordDeadLetter(ports, { queue, id: messageId(context), reason: 'failed at every delivery', message });
    return [];
  };
  return {
    timers: {
      'plan-polls': () => planPolls(ports, { ...polling, seedTenantIds: settings.TENANT_IDS }),
      'dispatch-notifications': async () => {
        await noteDispatch();
        await dispatch();
        return [];
      },
      'watch-self': composeWatch(foundation, ports, watching),
    },
    queues: {
      'poll-tenant': (message, context) =>
        handlePollMessage({ ...ports, hourlyReaders, loadSpeakers }, polling, message, messageId(context)),
      'run-operation': (message, context) =>
        handleOperationMessage({ ...ports, provisioningLog, rights, operator: operator() }, message, messageId(context)),
      'record-poison-poll-tenant': poison('poll-tenant'),
      'record-poison-run-operation': poison('run-operation'),
    },
  };
}

// The identity that may change something is set up with the first operation, and only in the worker of operations.
function createOperatorSource({ settings, clock, log }: Foundation): () => GraphOperator | undefined {
  let operator: GraphOperator | undefined;
  return () => {
    const identity = operatorIdentity(settings);
    if (operator !== undefined || identity === undefined) return operator;
    const { getToken } = createTokenSource(identity, { clock, log });
    operator = createGraphOperator({ baseUrl: settings.GRAPH_BASE_URL, getToken, clock, log });
    return operator;
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

function notifiersOf({ settings, clock }: Foundation): Notifier[] {
  const { TEAMS_WEBHOOK_URL: primary, SECONDARY_WEBHOOK_URL: secondary } = settings;
  return [
    ...(primary === undefined ? [] : [createTeamsNotifier({ clock }, primary)]),
    ...(secondary === undefined ? [] : [createWebhookNotifier({ clock }, secondary)]),
  ];
}

function messageId(context: InvocationContext): string {
  return String(context.triggerMetadata?.id ?? context.invocationId);
}
