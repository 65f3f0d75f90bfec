import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zip } from './zip.ts';

const builder = join(import.meta.dirname, '../../build.mjs');

interface Package {
  folder: string;
  file: string;
  bytes: number;
}

/** Builds the folder that is deployed and the zip of it: `{target}/app` and `{target}/{name}-{version}.zip`. */
export async function packageApp(target: string, maps = false): Promise<Package> {
  const folder = join(target, 'app');
  await mkdir(target, { recursive: true });
  // As a process of its own: the build script is what `npm run build` and a deployment run, too.
  execFileSync(process.execPath, [builder, folder, ...(maps ? ['--maps'] : [])]);
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const entries = names.map(async (path) => ({ name: path.slice(folder.length + 1).replaceAll('\\', '/'), content: await readFile(path) }));
  const archive = zip(await Promise.all(entries));
  const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = join(target, `${name}-${version}.zip`);
  await writeFile(file, archive);
  return { folder, file, bytes: archive.length };
}
