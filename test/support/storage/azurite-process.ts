import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
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

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
