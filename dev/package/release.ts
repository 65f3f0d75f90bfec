import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { billOfMaterials } from './bill-of-materials.ts';
import { packageApp } from './package-app.ts';
import { releaseNotes } from './release-notes.ts';

// Everything that a release consists of, in `package/`: the zip, what is in it (SBOM), their sums, and what is new.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { tag: { type: 'string' } } });
const target = positionals[0] ?? 'package';
const { name, version } = JSON.parse(await readFile('package.json', 'utf8'));
const notes = releaseNotes(await readFile('CHANGELOG.md', 'utf8'), version, values.tag);
const { file } = await packageApp(target);
const { packages: locked } = JSON.parse(await readFile('package-lock.json', 'utf8'));
const bill = join(target, `${name}-${version}.cdx.json`);
await writeFile(bill, `${JSON.stringify(billOfMaterials({ name, version, sources: await bundledSources(), locked }), null, 2)}\n`);
const sums = await Promise.all([file, bill].map(async (path) => `${sumOf(await readFile(path))}  ${basename(path)}\n`));
await writeFile(join(target, 'SHA256SUMS'), sums.join(''));
await writeFile(join(target, 'notes.md'), notes);
console.log(`${file}\n${sums.join('')}`);

// The bundler knows each file that it took.
async function bundledSources(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'release-'));
  try {
    const script = `import { buildBundle } from './build.mjs';
      const files = (await buildBundle(${JSON.stringify(folder)})).flatMap(({ inputs }) => Object.keys(inputs));
      console.log(JSON.stringify(files));`;
    const cwd = join(import.meta.dirname, '../..');
    return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd, encoding: 'utf8', maxBuffer: 1e8 }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function sumOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
