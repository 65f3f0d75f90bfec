import { randomUUID } from 'node:crypto';
import type { HostedFunction } from '../functions/functions.ts';
import type { Invoke } from '../functions/invoke.ts';
import { metadataOf } from '../queues/queue-message.ts';
import type { HostSettings } from '../settings/host-json.ts';
import type { TimerTrigger } from '../timers/timer-trigger.ts';

export interface AdminDependencies {
  functions: HostedFunction[];
  timers: ReadonlyMap<HostedFunction, TimerTrigger>;
  invoke: Invoke;
}

interface AdminAnswer {
  status: number;
  body?: unknown;
}

/**
 * The part of the host's administration that a developer uses: the list of functions, and a run by hand.
 * https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http
 */
export function answerAdmin(dependencies: AdminDependencies, method: string, path: string, body: string): AdminAnswer {
  const { functions } = dependencies;
  const name = /^\/admin\/functions\/([^/]+)\/?$/i.exec(path)?.[1];
  if (name === undefined) {
    return method === 'GET' && /^\/admin\/functions\/?$/i.test(path) ? { status: 200, body: functions.map(describe) } : { status: 404 };
  }
  const hosted = functions.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!hosted) return { status: 404 };
  if (method === 'GET') return { status: 200, body: describe(hosted) };
  return method === 'POST' ? runByHand(dependencies, hosted, body) : { status: 404 };
}

/** What `/admin/host/status` tells: https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.WebHost/Models/HostStatus.cs */
export function hostStatus(
  { extensionBundle }: Pick<HostSettings, 'extensionBundle'>,
  state: 'Starting' | 'Running',
  env: NodeJS.ProcessEnv,
): Record<string, unknown> {
  return {
    id: env.AzureFunctionsWebHost__hostid ?? 'local',
    state,
    version: '4.1037.0',
    ...(extensionBundle && { extensionBundle }),
    processUptime: Math.round(process.uptime() * 1_000),
  };
}

function runByHand({ timers, invoke }: AdminDependencies, hosted: HostedFunction, body: string): AdminAnswer {
  const input = inputOf(body);
  if (input === undefined) return { status: 400, body: { message: 'The body must be JSON such as {"input":""}' } };
  if (hosted.route) return { status: 400, body: { message: `Call ${hosted.name} through its route /${hosted.route.template}` } };
  const timer = timers.get(hosted);
  const invocation = timer ? { data: timer.payload() } : queueInvocation(input);
  // The answer does not wait for the run, whose failure is in the log.
  invoke(hosted, invocation).catch(() => undefined);
  return { status: 202 };
}

function queueInvocation(input: string) {
  const now = new Date();
  const message = { messageId: randomUUID(), popReceipt: '', dequeueCount: 0, insertedOn: now, expiresOn: now, nextVisibleOn: now };
  return { data: { string: input }, triggerMetadata: metadataOf(message, Buffer.from(input)) };
}

function inputOf(body: string): string | undefined {
  try {
    const document: unknown = JSON.parse(body);
    if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined;
    const input = 'input' in document ? (document.input ?? '') : '';
    return typeof input === 'string' ? input : JSON.stringify(input);
  } catch {
    return undefined;
  }
}

function describe({ name, bindings, isDisabled, route }: HostedFunction) {
  const list = Object.entries(bindings).map(([bindingName, binding]) => ({ ...binding, name: bindingName }));
  return { name, language: 'node', isDisabled, invoke_url_template: route ? `/${route.template}` : '', config: { bindings: list } };
}
