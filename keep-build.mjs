import { hash } from 'node:crypto';
import { cp, glob, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

const root = new URL('.', import.meta.url).pathname;
const keptIn = join(root, 'node_modules/.cache/entra-sync-status/bundle');
/** So that who goes from one branch to another and back finds both. */
const keptBuilds = 4;
const sources = [
  ...['lib/**', 'functions/**', 'ui/**', 'docs/check-connectivity.ps1', 'docs/operations.md', 'openapi.json', 'host.json'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'build.mjs', 'build-page.mjs'],
];

/**
 * Copies what a build of the same sources left; where there is none, has it built and keeps it. Source maps hold the way from their folder
 * to the sources, so theirs is kept for folders as far from them.
 * @param {string} folder @param {boolean} maps whether the build makes source maps @param {() => Promise<unknown>} build fills the folder
 */
export async function takeKept(folder, maps, build) {
  const keyOf = async () => hash('sha256', [process.version, maps && relative(folder, root), ...(await linesOf(sources))].join('\n'));
  const key = await keyOf();
  const kept = join(keptIn, key);
  await rm(folder, { recursive: true, force: true });
  // What is removed meanwhile was renamed before, so that no half of it is taken for the whole.
  if (await cp(kept, folder, { recursive: true }).then(isDone, isNot)) return;
  await build();
  // Somebody may have written on meanwhile.
  if ((await keyOf()) !== key) return;
  const part = `${kept}.${process.pid}`;
  await mkdir(keptIn, { recursive: true });
  await cp(folder, part, { recursive: true });
  if (!(await rename(part, kept).then(isDone, isNot))) await rm(part, { recursive: true, force: true });
  await forgetOldest();
}

const isDone = () => true;
const isNot = () => false;

/** Each file, with what is in it. @param {string[]} patterns */
async function linesOf(patterns) {
  const entries = await Array.fromAsync(glob(patterns, { cwd: root, withFileTypes: true }));
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.sort().map(async (path) => `${relative(root, path)} ${hash('sha256', await readFile(path))}`));
}

async function forgetOldest() {
  const names = (await readdir(keptIn)).filter((name) => !name.includes('.'));
  const ages = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(keptIn, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  for (const { name } of ages.sort((a, b) => b.at - a.at).slice(keptBuilds)) {
    const gone = join(keptIn, `${name}.${process.pid}`);
    if (await rename(join(keptIn, name), gone).then(isDone, isNot)) await rm(gone, { recursive: true, force: true });
  }
}
