import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import { runMarker } from '../../support/witness/marker.ts';
import { witness } from '../../support/witness/witness.ts';
import { fixtureApp, fixtureHostJson } from './fixture-app.ts';

const root = join(import.meta.dirname, '../../..');

/** Bundles the fixture app as the product is bundled, into a folder with no node_modules. */
export async function buildFixture(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'local-host-'));
  await build({
    stdin: { contents: fixtureApp, resolveDir: root, loader: 'js' },
    outfile: join(folder, 'main.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    external: ['@azure/functions-core'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  await writeFile(join(folder, 'host.json'), JSON.stringify(fixtureHostJson));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export interface HostProcess {
  child: ChildProcess;
  url: string;
  output(): string;
  /** Resolves when the output matches. */
  says(pattern: RegExp): Promise<void>;
  exit(): Promise<number | null>;
}

export function spawnHost(folder: string, env: Record<string, string>, port = 0, more: readonly string[] = []): HostProcess {
  const child = spawn(process.execPath, [join(root, 'dev/host/main.ts'), '--dist', folder, '--port', String(port), ...more], {
    env: { PATH: process.env.PATH, TZ: 'UTC', GRAPH_READER_CLIENT_SECRET: runMarker, GRAPH_OPERATOR_CLIENT_SECRET: runMarker, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      witness.see('log', text);
    });
  }
  // Not the event 'close', which never comes once the parent has closed the IPC channel.
  const drained = [child.stdout, child.stderr].map((stream) => stream && once(stream, 'close'));
  const exited = Promise.all([once(child, 'exit'), ...drained]).then(([[code]]) => code as number | null);
  return {
    child,
    get url() {
      return /^HOST READY (.*)$/m.exec(output)?.[1] ?? '';
    },
    output: () => output,
    async says(pattern) {
      for (const end = Date.now() + 30_000; !pattern.test(output); await delay(25)) {
        if (Date.now() > end || child.exitCode !== null) throw new Error(`The host never said ${pattern}:\n${output}`);
      }
    },
    exit: () => exited,
  };
}
