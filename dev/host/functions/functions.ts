import type { HostSettings } from '../settings/host-json.ts';
import type { Binding, FunctionCallback } from '../worker/core-contract.ts';
import type { RegisteredFunction } from '../worker/core-stub.ts';
import { type Log, messageOf } from '../worker/log.ts';
import { parseRouteTemplate, type RouteSegment } from './route-template.ts';

export interface HostedFunction {
  name: string;
  bindings: Record<string, Binding>;
  callback: FunctionCallback;
  triggerName: string;
  trigger: Binding;
  isDisabled: boolean;
  route: HttpRoute | undefined;
}

interface HttpRoute {
  template: string;
  segments: RouteSegment[];
  /** Upper case; empty: any. */
  methods: string[];
}

const triggerTypes = ['httptrigger', 'timertrigger', 'queuetrigger'];
const outputTypes = ['http', 'queue'];
const builtInTypes = ['httptrigger', 'http', 'timertrigger'];

/**
 * The functions the host runs, in its order (name, ignoring case). Those it refuses are logged, and the others still run.
 * Rules: https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Host/ScriptHost.cs
 */
export function hostedFunctions(
  registered: RegisteredFunction[],
  settings: Pick<HostSettings, 'routePrefix' | 'extensionBundle'>,
  env: NodeJS.ProcessEnv,
  log: Log,
): HostedFunction[] {
  const accepted: HostedFunction[] = [];
  for (const entry of registered.toSorted((a, b) => compareOrdinal(a.metadata.name, b.metadata.name))) {
    try {
      const hosted = hostedFunctionOf(entry, settings, env);
      refuseDuplicates(hosted, accepted);
      accepted.push(hosted);
      if (entry.metadata.retryOptions) log('warning', 'the retry policy is not applied by the local host', hosted.name);
    } catch (error) {
      log('error', `The '${entry.metadata.name}' function is in error: ${messageOf(error)}`);
    }
  }
  return accepted;
}

function hostedFunctionOf(
  { metadata, callback }: RegisteredFunction,
  { routePrefix, extensionBundle }: Pick<HostSettings, 'routePrefix' | 'extensionBundle'>,
  env: NodeJS.ProcessEnv,
): HostedFunction {
  const { name, bindings } = metadata;
  if (!/^[a-z][a-z0-9_-]{0,127}$/i.test(name) || name.toLowerCase() === 'host') throw new Error('its name is not allowed');
  const [triggerName, trigger] = Object.entries(bindings).find(([, { type }]) => /trigger$/i.test(type)) ?? [];
  if (!triggerName || !trigger) throw new Error('it has no trigger');
  if (extensionBundle === undefined) refuseExtensions(bindings);
  if (!triggerTypes.includes(trigger.type.toLowerCase())) throw new Error(`the trigger ${trigger.type} is not supported`);
  for (const binding of Object.values(bindings)) {
    if (binding !== trigger && (binding.direction !== 'out' || !outputTypes.includes(binding.type.toLowerCase()))) {
      throw new Error(`the ${binding.direction} binding ${binding.type} is not supported`);
    }
  }
  const route = trigger.type.toLowerCase() === 'httptrigger' ? routeOf(name, trigger, routePrefix) : undefined;
  return { name, bindings, callback, triggerName, trigger, isDisabled: isDisabled(name, env), route };
}

// All others are brought by extensions. The sentence is the host's: https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Utility.cs
function refuseExtensions(bindings: Record<string, Binding>): void {
  const types = new Set(Object.values(bindings).map(({ type }) => type));
  const unknown = [...types].filter((type) => !builtInTypes.includes(type.toLowerCase()));
  if (unknown.length === 0) return;
  throw new Error(
    `The binding type(s) '${unknown.join(', ')}' are not registered. Please ensure the type is correct and the binding extension is installed.`,
  );
}

function routeOf(name: string, trigger: Binding, routePrefix: string): HttpRoute {
  const own = (typeof trigger.route === 'string' ? trigger.route : name).replace(/^\/+|\/+$/g, '');
  if (/^(admin|runtime)/i.test(own)) throw new Error(`the route '${own}' begins with a reserved word`);
  const template = [routePrefix, own].filter((part) => part !== '').join('/');
  const methods = Array.isArray(trigger.methods) ? trigger.methods.map((method) => String(method).toUpperCase()) : [];
  return { template, segments: parseRouteTemplate(template), methods };
}

function refuseDuplicates(candidate: HostedFunction, accepted: HostedFunction[]): void {
  if (accepted.some(({ name }) => name.toLowerCase() === candidate.name.toLowerCase())) throw new Error('another function has its name');
  const { route } = candidate;
  const rival = accepted.find(
    ({ route: other }) => route && other && sameText(route.template, other.template) && methodsOverlap(route, other),
  );
  if (rival) throw new Error(`the route '${route?.template}' is already that of '${rival.name}'`);
}

function methodsOverlap(a: HttpRoute, b: HttpRoute): boolean {
  return a.methods.length === 0 || b.methods.length === 0 || a.methods.some((method) => b.methods.includes(method));
}

function isDisabled(name: string, env: NodeJS.ProcessEnv): boolean {
  return [env[`AzureWebJobs.${name}.Disabled`], env[`AzureWebJobs_${name}_Disabled`]].some((value) => /^(1|true)$/i.test(value ?? ''));
}

function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** .NET's OrdinalIgnoreCase compares upper-cased UTF-16 units, so `_` comes after letters. */
function compareOrdinal(a: string, b: string): number {
  const [left, right] = [a.toUpperCase(), b.toUpperCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
