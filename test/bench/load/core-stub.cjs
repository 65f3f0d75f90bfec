// Stands in for the worker, which provides this module: enough for an app to register its functions.
const Module = require('node:module');

const disposable = () => ({ dispose() {} });
const core = { version: '0', setProgrammingModel() {}, registerFunction: disposable, registerHook: disposable, log() {} };
const load = Module._load;
Module._load = function (request, ...rest) {
  return request === '@azure/functions-core' ? core : load.call(this, request, ...rest);
};
