import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

/**
 * Writes the folder that is deployed: the bundle, host.json and a package.json of its own, no node_modules.
 * @param {string} folder
 * @param {string} entry
 */
export async function buildBundle(folder = 'dist', entry = 'functions/main.ts') {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { name, version, license } = JSON.parse(await readFile(new URL('package.json', import.meta.url), 'utf8'));
  const result = await build({
    absWorkingDir: new URL('.', import.meta.url).pathname,
    entryPoints: { main: entry },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    mainFields: ['module', 'main'],
    // The worker provides it; a copy inside the bundle would register into nothing.
    external: ['@azure/functions-core'],
    // CommonJS packages inside an ES module still call require().
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  await writeFile(`${folder}/package.json`, `${JSON.stringify({ name, version, license, type: 'module', main: 'main.mjs' }, null, 2)}\n`);
  await writeFile(`${folder}/host.json`, await readFile(new URL('host.json', import.meta.url)));
  return result.metafile;
}

if (import.meta.main) {
  const [folder = 'dist', entry] = process.argv.slice(2);
  const { outputs } = await buildBundle(folder, entry);
  const bytes = Object.entries(outputs).reduce((sum, [file, { bytes }]) => sum + (file.endsWith('.map') ? 0 : bytes), 0);
  console.log(`${folder} built: ${Object.keys(outputs).length} files, ${(bytes / 1024).toFixed(0)} KiB of code`);
}
