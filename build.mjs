import { hash } from 'node:crypto';
import { statSync } from 'node:fs';
import { glob, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { buildPage } from './build-page.mjs';
import { takeKept } from './keep-build.mjs';

const root = new URL('.', import.meta.url).pathname;

/**
 * Writes the folder that is deployed: the bundle, host.json and a package.json of its own, no node_modules.
 * The bundle has halves, each built by itself so that they share no file: an instance that starts reads `main.mjs` alone,
 * `compose.mjs`, with all that hangs on it, when it is first asked for something, and `page.mjs` for the page for people, whose files
 * lie in `ui`.
 * Source maps are a third of the folder and hold paths of the machine, so they are made only where they are wanted.
 * @param {string} folder
 * @param {string} entry
 */
export async function buildBundle(folder = 'dist', entry = 'functions/main.ts', maps = false) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { name, version, license } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    absWorkingDir: root,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    mainFields: ['module', 'main'],
    // The worker provides it; a copy inside the bundle would register into nothing.
    external: ['@azure/functions-core'],
    // CommonJS packages inside an ES module still call require().
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: maps && 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    define: { ENTRA_SYNC_RELEASE: JSON.stringify(`${version}+${await hashOfSources()}`) },
  };
  const halves = await Promise.all([
    build({ ...options, entryPoints: { main: entry }, plugins: [otherHalf] }),
    build({ ...options, entryPoints: { compose: 'lib/compose.ts' }, splitting: true, plugins: [laterParts] }),
    build({ ...options, entryPoints: { page: 'lib/page/answer-page.ts' } }),
    ...(await buildPage(`${folder}/ui`)),
  ]);
  const manifest = { name, version, license, type: 'module', main: 'main.mjs', engines: { node: '>=22' } };
  await writeFile(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(`${folder}/host.json`, await readFile(new URL('host.json', import.meta.url)));
  return halves.map(({ metafile }) => metafile);
}

/** The same for the same sources, on whatever machine: two releases of one version are told apart by it. */
async function hashOfSources() {
  const files = await Array.fromAsync(
    glob(['lib/**', 'functions/**', 'ui/**', 'docs/check-connectivity.ps1', 'openapi.json', 'package-lock.json'], {
      cwd: root,
      withFileTypes: true,
    }),
  );
  const paths = files.filter((file) => file.isFile()).map((file) => `${file.parentPath}/${file.name}`);
  const hashes = await Promise.all(paths.sort().map(async (path) => hash('sha256', await readFile(path))));
  return hash('sha256', hashes.join()).slice(0, 12);
}

/** Leaves the import of another half as an import, of the file that it becomes. @type {import('esbuild').Plugin} */
const otherHalf = {
  name: 'other-half',
  setup(half) {
    half.onResolve({ filter: /\/compose\.ts$/ }, () => ({ path: './compose.mjs', external: true }));
    half.onResolve({ filter: /\/answer-page\.ts$/, namespace: 'file' }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './page.mjs', external: true } : undefined,
    );
  },
};

/**
 * Has each part that is loaded later import the composition, which is there already. Otherwise the bundler cuts the composition into a
 * file for each set of parts that share something of it, and an instance that starts pays for each file.
 * @type {import('esbuild').Plugin}
 */
const laterParts = {
  name: 'later-parts',
  setup(half) {
    // Named from the root: the names of the files that are written come of it, and are the same wherever it is built.
    half.onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path, resolveDir }) =>
      kind === 'dynamic-import' ? { path: relative(root, join(resolveDir, path)), namespace: 'later' } : undefined,
    );
    half.onLoad({ filter: /.*/, namespace: 'later' }, ({ path }) => ({
      contents: `import './lib/compose.ts';\nexport * from './${path}';\n`,
      resolveDir: root,
    }));
  },
};

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { maps: { type: 'boolean', default: false }, kept: { type: 'boolean' } },
  });
  const [folder = 'dist', entry] = positionals;
  // For trying it out. What is shipped is built.
  if (values.kept && entry === undefined) await takeKept(resolve(folder), values.maps, () => buildBundle(folder, undefined, values.maps));
  else await buildBundle(folder, entry, values.maps);
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
  const code = files.filter(({ name }) => name.endsWith('.mjs')).map(({ parentPath, name }) => statSync(join(parentPath, name)).size);
  console.log(`${folder} built: ${files.length} files, ${(code.reduce((sum, bytes) => sum + bytes, 0) / 1024).toFixed(0)} KiB of code`);
}
