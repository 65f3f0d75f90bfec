import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type HostProcess, spawnHost } from '../../dev/host/support.ts';

export interface ChaosHost {
  /** Times at which it ended although nobody had killed it; it is started again. */
  deaths: number[];
  /** Kills it with SIGKILL. `whileDead` runs before the next one is started; false when there was none to kill. */
  kill(whileDead: () => Promise<void>): Promise<boolean>;
  /** What all of them have printed. */
  output(): string;
  stop(): Promise<void>;
}

const startLimitInMs = 60_000;

/** Builds the bundle that ships. */
export function buildBundle(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-dist-'));
  execFileSync(process.execPath, [join(import.meta.dirname, '../../../build.mjs'), folder], { cwd: join(import.meta.dirname, '../../..') });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A host that comes back on the same port whenever it ends, as its platform would start it again. */
export async function startChaosHost(folder: string, env: Record<string, string>, port: number): Promise<ChaosHost> {
  const deaths: number[] = [];
  const outputs: string[] = [];
  let isEnding = false;
  let killed: HostProcess | undefined;
  let current = await start();

  async function start(): Promise<HostProcess> {
    const host = spawnHost(folder, env, port);
    const gone = host.exit().then(() => outputs.push(host.output()));
    await isReady(host);
    gone.then(async () => {
      if (isEnding || killed === host) return;
      deaths.push(Date.now());
      current = await start();
    }, console.error);
    return host;
  }

  return {
    deaths,
    kill: async (whileDead) => {
      const host = current;
      if (host === killed || host.child.exitCode !== null) return false;
      killed = host;
      host.child.kill('SIGKILL');
      await host.exit();
      await whileDead();
      current = await start();
      return true;
    },
    output: () => [...outputs, current.output()].join('\n'),
    stop: async () => {
      isEnding = true;
      current.child.kill('SIGKILL');
      await current.exit();
    },
  };
}

async function isReady(host: HostProcess): Promise<void> {
  for (const end = Date.now() + startLimitInMs; !host.output().includes('HOST READY'); await sleep(50)) {
    if (Date.now() > end || host.child.exitCode !== null) throw new Error(`The host did not start:\n${host.output().slice(-4_000)}`);
  }
}
