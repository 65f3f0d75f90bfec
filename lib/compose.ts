import { createRequire } from 'node:module';
import type { HttpRequest, InvocationContext } from '@azure/functions';
import { createTableStores } from './adapters/tables/create-stores.ts';
import type { Clock } from './application/ports/ports.ts';
import { composeHttp } from './compose/compose-http.ts';
import { tablesConnection } from './compose/connections.ts';
import type { Foundation, MessageWork, TimerName, Work, Workers } from './compose/foundation.ts';
import { grantUseOf } from './compose/pacing.ts';
import { ConfigurationError } from './domain/errors.ts';
import { once } from './domain/once.ts';
import type { HttpAnswer } from './http/create-http.ts';
import type { RouteName } from './http/routes.ts';
import { createLog } from './log.ts';
import { readSettings, type Settings } from './settings.ts';

export interface Composition extends Workers {
  /** @throws ConfigurationError for a fault that only the storage shows. */
  start(): Promise<void>;
  http(name: RouteName, request: HttpRequest, context: InvocationContext): Promise<HttpAnswer>;
}

let composition: Composition | undefined;

/** The app, wired once per process. @throws ConfigurationError that lists every fault of the settings. */
export function compose(): Composition {
  composition ??= wire(readSettings(undefined, readHostJson()));
  return composition;
}

// It lies beside the bundle, and only there. Required, since an import of `node:fs` alone would take 2 ms of the start.
function readHostJson(): unknown {
  try {
    return createRequire(import.meta.url)('./host.json');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

const clock: Clock = {
  now: () => Date.now(),
  sleep: (delayInMs) => new Promise((resolve) => setTimeout(resolve, delayInMs)),
  random: () => Math.random(),
};

// People wait for the first answer, so what answers is here when the start is over; what works is loaded with the first tick or message.
function wire(settings: Settings): Composition {
  const log = createLog(console);
  const stores = createTableStores({ connection: tablesConnection(settings), log });
  const reading = once(async () => (await import('./compose/compose-reading.ts')).composeReading({ settings, clock, log }));
  const foundation: Foundation = {
    ...{ settings, clock, log, stores },
    readerToken: async (...asked) => (await reading()).readerToken(...asked),
    provisioningLog: { read: async (...asked) => (await reading()).provisioningLog.read(...asked) },
    directoryAuditLog: { read: async (tenantId, query) => (await reading()).directoryAuditLog.read(tenantId, query) },
    askPermission: async (...asked) => (await reading()).askPermission(...asked),
  };
  const answers = once(() => composeHttp(foundation));
  const workers = once(async () => (await import('./compose/compose-workers.ts')).composeWorkers(foundation));
  const timer =
    (name: TimerName): Work =>
    async (context) =>
      log.within(context, async () => (await workers()).timers[name](context));
  const queue =
    (name: keyof Workers['queues']): MessageWork =>
    async (message, context) =>
      log.within(context, async () => (await workers()).queues[name](message, context));
  return {
    start: () => judgeStorage(settings, foundation),
    http: (name, request, context) => log.within(context, async () => (await answers())(name, request, context)),
    timers: {
      'plan-polls': timer('plan-polls'),
      'dispatch-notifications': timer('dispatch-notifications'),
      'watch-self': timer('watch-self'),
    },
    queues: {
      'poll-tenant': queue('poll-tenant'),
      'run-operation': queue('run-operation'),
      'record-poison-poll-tenant': queue('record-poison-poll-tenant'),
      'record-poison-run-operation': queue('record-poison-run-operation'),
    },
  };
}

async function judgeStorage(settings: Settings, { stores, log }: Foundation): Promise<void> {
  const use = grantUseOf(settings);
  if (use !== 'required') return;
  const { judgeGrantsAtStart } = await import('./application/manage/judge-grants-at-start.ts');
  const faults = await judgeGrantsAtStart({ ...stores, log }, { use, bootstrapAdmin: settings.AUTH_BOOTSTRAP_ADMIN });
  if (faults.length > 0) throw new ConfigurationError(faults);
}
