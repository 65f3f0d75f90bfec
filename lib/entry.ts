import { app, type HttpHandler, type HttpRequest, type HttpResponseInit, type InvocationContext, output } from '@azure/functions';
import type { Composition } from './compose.ts';
import type { RouteName } from './http/routes.ts';
import { scheduleOf } from './schedule.ts';

// Every function registers by this one import: whoever imports a CommonJS package copies all its exports when the app loads.
// biome-ignore lint/plugin: the one import is the point.
export { app };

export type TimerName = keyof Composition['timers'];
export type QueueFunctionName = keyof Composition['queues'];

// The light half of the composition root. Everything heavy is behind this import, so that an instance that only
// registers its functions loads as fast as an empty one.
async function composition(): Promise<Composition> {
  const { compose } = await import('./compose.ts');
  return compose();
}

/** The schedules of the timers, derived from the periods in the settings. */
export const schedules = {
  poll: scheduleOf(process.env.POLL_INTERVAL_SECONDS, 300),
  dispatch: scheduleOf(process.env.DISPATCH_INTERVAL_SECONDS, 30),
  watch: scheduleOf('60', 60),
};

/** Validates the settings and wires the app; a fault refuses the start with a list of all of them. */
export async function start(): Promise<void> {
  try {
    await (await composition()).start();
  } catch (error) {
    // Of a start that fails the logs show nothing but what was written: https://github.com/Azure/azure-functions-nodejs-library/issues/237
    console.error(error instanceof Error ? error.message : error);
    throw error;
  }
}

/** The queues that functions put messages into, by name. */
export const queueOutputs = {
  'poll-tenant': output.storageQueue({ queueName: 'poll-tenant', connection: 'AzureWebJobsStorage' }),
  'run-operation': output.storageQueue({ queueName: 'run-operation', connection: 'AzureWebJobsStorage' }),
};

/** The handler of one HTTP function. Its messages go to the queues that the function is bound to. */
export function httpHandler(name: RouteName): HttpHandler {
  return name === 'get-page' ? pageHandler : answerHandler(name);
}

// The page is files: nothing is composed for it.
async function pageHandler(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { answerPage } = await import('./page/answer-page.ts');
  return (await answerPage(request, process.env)) ?? answerHandler('get-page')(request, context);
}

function answerHandler(name: RouteName) {
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const { messages, ...answer } = await (await composition()).http(name, request, context);
    for (const queue of ['poll-tenant', 'run-operation'] as const) {
      const own = messages?.[queue] ?? [];
      if (own.length > 0) context.extraOutputs.set(queueOutputs[queue], own);
    }
    return answer;
  };
}

/** The handler of one timer; its answer is the list of messages for the queue it is bound to. */
export function timerHandler(name: TimerName) {
  return async (_timer: unknown, context: InvocationContext): Promise<unknown[]> => (await composition()).timers[name](context);
}

/** The handler of one queue; its answer is the list of messages for the queue it is bound to. */
export function queueHandler(name: QueueFunctionName) {
  return async (message: unknown, context: InvocationContext): Promise<unknown[]> => (await composition()).queues[name](message, context);
}
