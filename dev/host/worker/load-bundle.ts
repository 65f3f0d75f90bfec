import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProgrammingModel } from './core-contract.ts';
import { type App, createCoreStub, provideCoreModule } from './core-stub.ts';
import type { Log } from './log.ts';

export interface LoadedApp extends App {
  model: ProgrammingModel;
}

/**
 * Runs the entry file and the appStart hooks of the bundle in `folder`. Once per process: an ES module cannot be loaded anew.
 * Whatever the entry file or a hook throws is thrown.
 */
export async function loadBundle(folder: string, log: Log): Promise<LoadedApp> {
  const { api, app } = createCoreStub(log);
  provideCoreModule(api);
  await import(pathToFileURL(join(folder, 'main.mjs')).href);
  const model = app.model;
  if (!model) throw new Error(`${join(folder, 'main.mjs')} registers no function with @azure/functions`);
  const capabilities = await model.getCapabilities({});
  // The library's proxy for streams listens on every interface, so a developer's machine must not run it.
  if (capabilities.HttpUri) throw new Error('enableHttpStream is not available in the local host');
  await app.runHooks('appStart', { hookData: {}, appHookData: app.hookData });
  app.isStarted = true;
  return Object.assign(app, { model });
}
