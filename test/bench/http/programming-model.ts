import type { HttpHandler, InvocationContext } from '@azure/functions';
import type { CoreInvocationContext, RpcHttp } from '../../../dev/host/worker/core-contract.ts';
import { createCoreStub, provideCoreModule } from '../../../dev/host/worker/core-stub.ts';

interface Answer {
  status: number;
  headers: Record<string, string>;
  bytes: Uint8Array;
}

/** One call of one function, to be made again and again: from the request as the worker decodes it to the answer it would send back. */
export type Call = () => Promise<Answer>;
export type Prepare = (name: string, url: string, headers?: Record<string, string>) => Call;

/** The real programming model over these handlers, without the host and its channel. Once per process. */
export async function startProgrammingModel(handlers: Record<string, HttpHandler>): Promise<Prepare> {
  const { api, app: registered } = createCoreStub(() => {});
  provideCoreModule(api);
  const { app } = await import('@azure/functions');
  for (const [name, handler] of Object.entries(handlers)) app.http(name, { methods: ['GET'], authLevel: 'anonymous', handler });
  const { model } = registered;
  if (model === undefined) throw new Error('@azure/functions did not announce itself');
  const functions = new Map(registered.functions.map((each) => [each.metadata.name, each]));
  let invocations = 0;

  return (name, url, headers = {}) => {
    const called = functions.get(name);
    if (called === undefined) throw new Error(`No function is called ${name}`);
    const request = requestOf(url, headers);
    return async () => {
      invocations += 1;
      const invocation = model.getInvocationModel(coreContext(`invocation-${invocations}`, called.metadata, request));
      const { context, inputs } = await invocation.getArguments();
      const result = await invocation.invokeFunction(context as InvocationContext, inputs, called.callback);
      const { returnValue } = await invocation.getResponse(context, result);
      const { statusCode, headers: sent = {}, body } = returnValue?.http ?? {};
      return { status: Number(statusCode), headers: sent, bytes: body?.bytes ?? new Uint8Array() };
    };
  };
}

function requestOf(url: string, headers: Record<string, string>): RpcHttp {
  const nullable = (entries: Iterable<[string, string]>) => Object.fromEntries(Array.from(entries, ([key, value]) => [key, { value }]));
  const { host, searchParams } = new URL(url);
  return {
    url,
    method: 'GET',
    nullableHeaders: nullable(Object.entries({ host, ...headers })),
    nullableQuery: nullable(searchParams),
    nullableParams: {},
    body: null,
  };
}

function coreContext(invocationId: string, metadata: CoreInvocationContext['metadata'], http: RpcHttp): CoreInvocationContext {
  const trigger = Object.entries(metadata.bindings).find(([, { type }]) => type === 'httpTrigger')?.[0] ?? '';
  const traceContext = { traceParent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00' };
  const request = { invocationId, inputData: [{ name: trigger, data: { http } }], triggerMetadata: {}, traceContext };
  return { invocationId, metadata, request, log() {} };
}
