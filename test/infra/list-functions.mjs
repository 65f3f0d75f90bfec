// Loads a packaged folder as the platform's worker does, on the Node that runs this file, and prints what it registers.
import Module from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const names = [];
const disposable = () => ({ dispose() {} });
const core = {
  version: '3.0.0',
  registerFunction: ({ name }) => {
    names.push(name);
    return disposable();
  },
  registerHook: disposable,
  setProgrammingModel() {},
};
Module.prototype.require = new Proxy(Module.prototype.require, {
  apply: (original, self, args) => (args[0] === '@azure/functions-core' ? core : Reflect.apply(original, self, args)),
});
await import(pathToFileURL(join(resolve(process.argv[2] ?? 'package/app'), 'main.mjs')).href);
console.log(`Node ${process.version}: ${names.length} functions\n${names.sort().join('\n')}`);
if (names.length === 0) process.exitCode = 1;
