import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { StartArguments } from './arguments.ts';

/** Where this world keeps its state. The demo's is emptied unless `--keep`; every settings file has one of its own, which is kept. */
export async function emptyStateFolder(options: StartArguments): Promise<string> {
  const local = resolve(import.meta.dirname, '../../.local');
  const folder = `${local}/${options.settingsFile === undefined ? `demo-${options.port}` : `settings-${shortName(options.settingsFile)}`}`;
  if (options.settingsFile === undefined && !options.keep) await rm(folder, { recursive: true, force: true });
  await mkdir(`${folder}/azurite`, { recursive: true });
  return folder;
}

function shortName(file: string): string {
  return createHash('sha256').update(resolve(file)).digest('hex').slice(0, 12);
}
