import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/**
 * What happens to a worker that was kept waiting before anybody knew for which app: it has the environment of nobody, and gets that of
 * the app late, in one piece and in place of its own, as a plain object.
 * https://github.com/Azure/azure-functions-nodejs-worker/blob/v3.x/src/eventHandlers/FunctionEnvironmentReloadHandler.ts
 */
export async function specialise(environmentFile: string): Promise<void> {
  const late = JSON.parse(await readFile(resolve(environmentFile), 'utf8')) as Record<string, string>;
  process.env = { ...late };
}
