import { randomBytes, randomUUID } from 'node:crypto';
import type { CoreInvocationContext, InvocationRequest, InvocationResponse, RpcTypedData } from '../worker/core-contract.ts';
import type { LoadedApp } from '../worker/load-bundle.ts';
import type { Log } from '../worker/log.ts';
import type { HostedFunction } from './functions.ts';

interface InvocationInput {
  data: RpcTypedData;
  triggerMetadata?: Record<string, RpcTypedData>;
  traceParent?: string | undefined;
  traceState?: string | undefined;
}

interface InvokeDependencies {
  app: LoadedApp;
  functionTimeoutInMs: number | undefined;
  writeOutputs(hosted: HostedFunction, response: InvocationResponse, metadata: Record<string, RpcTypedData>): Promise<void>;
  log: Log;
}

/** Runs a function once and writes its outputs. Rejects, after logging why, when the handler or an output fails. */
export type Invoke = (hosted: HostedFunction, input: InvocationInput) => Promise<InvocationResponse>;

/** Every invocation of the host goes through the function made here. */
export function createInvoke({ app, functionTimeoutInMs, writeOutputs, log }: InvokeDependencies): Invoke {
  return async (hosted, input) => {
    const request = requestOf(hosted, input);
    const startedAt = performance.now();
    const result = (outcome: string) => `${outcome} (id=${request.invocationId}, duration=${Math.round(performance.now() - startedAt)} ms)`;
    try {
      const response = await withLimit(run(app, hosted, request, log), functionTimeoutInMs);
      await writeOutputs(hosted, response, request.triggerMetadata);
      log('information', result('Succeeded'), hosted.name);
      return response;
    } catch (error) {
      log('error', `${result('Failed')} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, hosted.name);
      throw error;
    }
  };
}

/** The steps and their order are the worker's: https://github.com/Azure/azure-functions-nodejs-worker/blob/v3.x/src/eventHandlers/InvocationHandler.ts */
async function run(app: LoadedApp, hosted: HostedFunction, request: InvocationRequest, log: Log): Promise<InvocationResponse> {
  const core: CoreInvocationContext = {
    invocationId: request.invocationId,
    request,
    metadata: { name: hosted.name, bindings: hosted.bindings },
    log: (level, _category, message) => log(level, message, hosted.name),
  };
  const model = app.model.getInvocationModel(core);
  const { context, inputs } = await model.getArguments();
  const shared = { hookData: {}, appHookData: app.hookData, invocationContext: context };

  const before = { ...shared, inputs, functionCallback: hosted.callback };
  core.state = 'preInvocationHooks';
  await app.runHooks('preInvocation', before);

  const after = { ...shared, inputs: before.inputs, result: null as unknown, error: null as unknown };
  core.state = 'invocation';
  try {
    after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error ?? new Error('The handler threw nothing');
  }
  core.state = 'postInvocationHooks';
  await app.runHooks('postInvocation', after);
  if (after.error !== null && after.error !== undefined) throw after.error;
  return model.getResponse(context, after.result);
}

// The real host also restarts the worker. Here the app lives in the host's own process, so the invocation fails and what it began runs on.
async function withLimit<T>(work: Promise<T>, limitInMs: number | undefined): Promise<T> {
  // setTimeout cannot wait longer.
  if (limitInMs === undefined || limitInMs > 2 ** 31 - 1) return work;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Timeout value of ${limitInMs} ms was exceeded`)), limitInMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function requestOf(hosted: HostedFunction, { data, triggerMetadata = {}, traceParent, traceState }: InvocationInput): InvocationRequest {
  const trace = /^00-(?<id>[0-9a-f]{32})-[0-9a-f]{16}-(?<flags>[0-9a-f]{2})$/.exec(traceParent ?? '')?.groups;
  const span = randomBytes(8).toString('hex');
  return {
    invocationId: randomUUID(),
    inputData: [{ name: hosted.triggerName, data }],
    triggerMetadata,
    traceContext: {
      traceParent: `00-${trace?.id ?? randomBytes(16).toString('hex')}-${span}-${trace?.flags ?? '00'}`,
      ...(trace && traceState ? { traceState } : {}),
    },
  };
}
