import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface AzuriteProcess {
  stop(): Promise<void>;
}

interface AzuriteOptions {
  service: 'table' | 'queue';
  port: number;
  /** Working folder; the log goes to `{service}.log` in it. */
  folder: string;
  /** `name:base64key;…` */
  accounts: string;
  /** Given, it answers over https and takes bearer tokens, too. */
  tokens?: { keyFile: string; certificateFile: string };
}

// Ends the emulator with its parent, however that one dies: the pipe to its standard input closes.
const exitWithParent = 'data:text/javascript,process.stdin.on("close",()=>process.exit()).resume()';

/** Starts one service of Azurite, in memory; `{service}.log` tells when it listens. */
export function startAzurite({ service, port, folder, accounts, tokens }: AzuriteOptions): AzuriteProcess {
  const main = createRequire(import.meta.url).resolve(`azurite/dist/src/${service}/main.js`);
  const output = openSync(join(folder, `${service}.log`), 'w');
  const child = spawn(
    process.execPath,
    [
      '--import',
      exitWithParent,
      main,
      `--${service}Host=127.0.0.1`,
      `--${service}Port=${port}`,
      '--silent',
      '--inMemoryPersistence',
      '--disableTelemetry',
      '--skipApiVersionCheck',
      ...(tokens === undefined ? [] : [`--cert=${tokens.certificateFile}`, `--key=${tokens.keyFile}`, '--oauth=basic']),
    ],
    { cwd: folder, env: { PATH: process.env.PATH, AZURITE_ACCOUNTS: accounts }, stdio: ['pipe', output, output] },
  );
  closeSync(output);
  child.unref();
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      // Waited for, it must keep this process alive again, or the caller ends before it has cleaned up.
      child.ref();
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

const given = new Set<number>();

/**
 * A port of 127.0.0.1 that was free a moment ago and is given to nobody else in this process: none of those that the system gives to
 * connections by itself, from 32768 on, so that it is free a moment later too.
 */
export async function freePort(): Promise<number> {
  const port = 11_000 + Math.floor(Math.random() * 5_000);
  if (given.has(port) || !(await isFree(port))) return freePort();
  given.add(port);
  return port;
}

/** Whether nobody listens on this port of 127.0.0.1. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
