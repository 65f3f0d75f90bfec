import { resolve } from 'node:path';
import { type HostedFunction, hostedFunctions } from './functions/functions.ts';
import { createInvoke, type Invoke } from './functions/invoke.ts';
import type { Listener } from './functions/listener.ts';
import { type HttpServer, startHttpServer } from './http/http-server.ts';
import { createQueueConnections, type QueueConnections } from './queues/queue-connections.ts';
import { writeQueueOutputs } from './queues/queue-output.ts';
import { startQueueTrigger } from './queues/queue-trigger.ts';
import { resolveSettings } from './settings/binding-expressions.ts';
import { type HostSettings, readHostJson } from './settings/host-json.ts';
import { createTimerTrigger, type TimerTrigger } from './timers/timer-trigger.ts';
import { type LoadedApp, loadBundle } from './worker/load-bundle.ts';
import { type Log, messageOf } from './worker/log.ts';

interface HostOptions {
  /** The folder of `main.mjs` and `host.json`. */
  distFolder: string;
  /** That of the process while the app runs. */
  workingFolder: string;
  /** 0: any free port. */
  port: number;
  log: Log;
}

export interface Host {
  url: string;
  /** Takes no further work, gives what runs `graceInMs`, and runs the appTerminate hooks. */
  stop(graceInMs: number): Promise<void>;
}

/** The lease the Storage extension takes on a message. */
const LEASE_IN_SECONDS = 600;

/**
 * Loads a bundle and runs its functions. Once per process, whose environment the app reads.
 * Rejects when the port is taken, host.json is invalid, or the entry file or an appStart hook throws.
 */
export async function startHost({ distFolder, workingFolder, port, log }: HostOptions): Promise<Host> {
  const folder = resolve(distFolder);
  process.env.AZURE_FUNCTIONS_ENVIRONMENT ??= 'Development';
  const env = process.env;
  const settings = await readHostJson(folder, env);
  const server = await startHttpServer(port, { env, settings, log });
  try {
    process.chdir(workingFolder);
    prepareProcess(folder, server.port);
    const app = await loadBundle(folder, log);
    return runFunctions({ app, server, settings, env, log });
  } catch (error) {
    server.close();
    throw error;
  }
}

interface Parts {
  app: LoadedApp;
  server: HttpServer;
  settings: HostSettings;
  env: NodeJS.ProcessEnv;
  log: Log;
}

function runFunctions({ app, server, settings, env, log }: Parts): Host {
  const functions = hostedFunctions(app.functions, settings, env, log);
  const connections = createQueueConnections(env);
  const invoke = createInvoke({
    app,
    functionTimeoutInMs: settings.functionTimeoutInMs,
    writeOutputs: (hosted, response, metadata) =>
      writeQueueOutputs({ connections, settings: settings.queues, env }, hosted, response, metadata),
    log,
  });
  const timers = createTimers(functions, env, invoke, log);
  const listeners = [...startQueues(functions, { connections, settings, env, invoke, log }), ...startTimers(timers)];
  server.open({ functions, timers, invoke });
  for (const { name, trigger, route, isDisabled } of functions) {
    log(
      'information',
      `${isDisabled ? 'disabled ' : ''}${trigger.type}${route ? ` ${route.methods.join(',')} /${route.template}` : ''}`,
      name,
    );
  }
  return {
    url: `http://127.0.0.1:${server.port}`,
    async stop(graceInMs) {
      server.close();
      await Promise.race([Promise.all(listeners.map((listener) => listener.stop())), new Promise((done) => setTimeout(done, graceInMs))]);
      await app.runHooks('appTerminate', { hookData: {}, appHookData: app.hookData });
    },
  };
}

function createTimers(functions: HostedFunction[], env: NodeJS.ProcessEnv, invoke: Invoke, log: Log): Map<HostedFunction, TimerTrigger> {
  const timers = new Map<HostedFunction, TimerTrigger>();
  for (const hosted of functions.filter(({ trigger }) => isType(trigger.type, 'timerTrigger'))) {
    try {
      timers.set(hosted, createTimerTrigger({ hosted, env, invoke, log }));
    } catch (error) {
      // As in the real host, a listener that cannot start leaves the others alone.
      log('error', `The listener for function '${hosted.name}' was unable to start: ${messageOf(error)}`);
    }
  }
  return timers;
}

function startTimers(timers: Map<HostedFunction, TimerTrigger>): Listener[] {
  const enabled = [...timers].filter(([{ isDisabled }]) => !isDisabled).map(([, timer]) => timer);
  for (const timer of enabled) timer.start();
  return enabled;
}

interface QueueParts extends Omit<Parts, 'app' | 'server'> {
  connections: QueueConnections;
  invoke: Invoke;
}

function startQueues(functions: HostedFunction[], { connections, settings, env, invoke, log }: QueueParts): Listener[] {
  return functions
    .filter(({ trigger, isDisabled }) => isType(trigger.type, 'queueTrigger') && !isDisabled)
    .map((hosted) => {
      const queue = connections.queue(hosted.trigger.connection, resolveSettings(String(hosted.trigger.queueName), env));
      return startQueueTrigger({ hosted, queue, connections, settings: settings.queues, leaseInSeconds: LEASE_IN_SECONDS, invoke, log });
    });
}

// What the Core Tools set for the worker: https://github.com/Azure/azure-functions-core-tools
function prepareProcess(folder: string, port: number): void {
  process.env.AzureWebJobsScriptRoot ??= folder;
  process.env.FUNCTIONS_WORKER_RUNTIME ??= 'node';
  process.env.WEBSITE_HOSTNAME ??= `127.0.0.1:${port}`;
}

function isType(type: string, expected: string): boolean {
  return type.toLowerCase() === expected.toLowerCase();
}
