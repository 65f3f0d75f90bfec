import Module from 'node:module';
import type {
  FunctionCallback,
  FunctionMetadata,
  HookCallback,
  HookContext,
  HookName,
  LogLevel,
  ProgrammingModel,
} from './core-contract.ts';
import type { Log } from './log.ts';

export interface RegisteredFunction {
  metadata: FunctionMetadata;
  callback: FunctionCallback;
}

/** What an app has registered while its entry file ran. */
export interface App {
  readonly functions: RegisteredFunction[];
  model: ProgrammingModel | undefined;
  /** Shared by all hooks of the app, as the worker does. */
  readonly hookData: object;
  isStarted: boolean;
  runHooks(name: HookName, context: HookContext): Promise<void>;
}

const hookNames: readonly string[] = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation'] satisfies HookName[];

/** The object an app gets as `@azure/functions-core`, and what the app tells it. */
export function createCoreStub(log: Log) {
  const hooks = new Map<string, HookCallback[]>();
  const app: App = {
    functions: [],
    model: undefined,
    hookData: {},
    isStarted: false,
    async runHooks(name, context) {
      for (const hook of hooks.get(name) ?? []) await hook(context);
    },
  };
  const api = {
    version: '3.0.0-local',
    hostVersion: '4.1037.0',
    log: (level: LogLevel, _category: string, message: string) => log(level, message, 'worker'),
    setProgrammingModel(model: ProgrammingModel) {
      app.model = model;
    },
    registerFunction(metadata: FunctionMetadata, callback: FunctionCallback) {
      if (app.isStarted) throw new Error('A function can only be registered during app startup.');
      const entry = { metadata, callback };
      app.functions.push(entry);
      return disposable(() => remove(app.functions, entry));
    },
    registerHook(name: string, callback: HookCallback) {
      if (!hookNames.includes(name))
        throw Object.assign(new RangeError(`Unrecognized hook "${name}"`), { isAzureFunctionsSystemError: true });
      const callbacks = hooks.get(name) ?? [];
      hooks.set(name, callbacks);
      callbacks.push(callback);
      return disposable(() => remove(callbacks, callback));
    },
  };
  return { api, app };
}

/** Makes `require('@azure/functions-core')` answer `api` in the whole process: the module exists nowhere on disk, as with the real worker. */
export function provideCoreModule(api: object): void {
  Module.prototype.require = new Proxy(Module.prototype.require, {
    apply: (original, self, args) => (args[0] === '@azure/functions-core' ? api : Reflect.apply(original, self, args)),
  });
}

function disposable(dispose: () => void) {
  return { dispose };
}

function remove<T>(list: T[], item: T): void {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
}
