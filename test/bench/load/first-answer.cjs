// What the worker does with a new instance: loads the app, runs its start hooks, and hands it one request. Ends as soon as that is answered.
const Module = require('node:module');
const { pathToFileURL } = require('node:url');

const [, , file, name, url] = process.argv;
const functions = new Map();
const starts = [];
const disposable = { dispose() {} };
let model;
const core = {
  version: '0',
  log() {},
  setProgrammingModel(given) {
    model = given;
  },
  registerFunction(metadata, callback) {
    functions.set(metadata.name, { metadata, callback });
    return disposable;
  },
  registerHook(hook, callback) {
    if (hook === 'appStart') starts.push(callback);
    return disposable;
  },
};
const load = Module._load;
Module._load = function (request, ...rest) {
  return request === '@azure/functions-core' ? core : load.call(this, request, ...rest);
};

async function answer() {
  await import(pathToFileURL(file).href);
  for (const start of starts) await start({ hookData: {}, appHookData: {} });
  const { metadata, callback } = functions.get(name);
  const [trigger] = Object.keys(metadata.bindings);
  const http = {
    url,
    method: 'GET',
    nullableHeaders: { host: { value: new URL(url).host } },
    nullableQuery: {},
    nullableParams: {},
    body: null,
  };
  const request = { invocationId: '1', inputData: [{ name: trigger, data: { http } }], triggerMetadata: {}, traceContext: {} };
  const invocation = model.getInvocationModel({ invocationId: '1', metadata, request, log() {} });
  const { context, inputs } = await invocation.getArguments();
  const { returnValue, outputData = [] } = await invocation.getResponse(
    context,
    await invocation.invokeFunction(context, inputs, callback),
  );
  const { statusCode } = returnValue?.http ?? outputData.find(({ data }) => data.http).data.http;
  process.exit(Number(statusCode) === 200 ? 0 : 1);
}

void answer();
