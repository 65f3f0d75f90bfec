import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createCoreStub, provideCoreModule } from '../../dev/host/worker/core-stub.ts';

/** The names of the functions that the deployed folder registers; nothing of it is started. */
export async function expectedFunctions(folder: string): Promise<string[]> {
  const { api, app } = createCoreStub(() => undefined);
  provideCoreModule(api);
  await import(pathToFileURL(join(resolve(folder), 'main.mjs')).href);
  return app.functions.map(({ metadata }) => metadata.name).sort();
}
