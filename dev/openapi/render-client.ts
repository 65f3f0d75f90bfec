import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

const compilerOptions = {
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  types: [],
  module: 'nodenext',
  strict: true,
  declaration: true,
  emitDeclarationOnly: true,
  skipLibCheck: true,
  outDir: 'out',
};

/** The typed client that is exported as `entra-sync-status/client`, by path: made by a generator, then compiled, for Node runs no TypeScript of a package. */
export async function renderClient(): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'client-'));
  try {
    mkdirSync(join(folder, 'node_modules/@oazapfts'), { recursive: true });
    symlinkSync(join(root, 'node_modules/@oazapfts/runtime'), join(folder, 'node_modules/@oazapfts/runtime'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['client.ts'] }));
    await run(process.execPath, [
      join(root, 'node_modules/oazapfts/dist/cli.js'),
      resolve(root, 'openapi.json'),
      join(folder, 'client.ts'),
    ]);
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]);
    const { outputFiles } = await build({
      entryPoints: [join(folder, 'client.ts')],
      bundle: true,
      format: 'esm',
      target: 'es2022',
      write: false,
      banner: { js: '/* Made from openapi.json by `npm run openapi`. */' },
    });
    const types = readFileSync(join(folder, 'out/client.d.ts'), 'utf8').replace('"@oazapfts/runtime"', '"./runtime.js"');
    const runtime = readFileSync(join(folder, 'node_modules/@oazapfts/runtime/index.d.ts'), 'utf8');
    return new Map([
      ['client/client.js', outputFiles[0]?.text.replaceAll(/^\/\/ .*\n/gm, '') ?? ''],
      ['client/client.d.ts', types],
      ['client/runtime.d.ts', runtime],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
