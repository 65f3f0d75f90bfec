import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { specialise } from './specialise.ts';
import { type Host, startHost } from './start-host.ts';
import { supervise } from './supervise.ts';
import { consoleLog, messageOf } from './worker/log.ts';

const EXIT_LIMIT_IN_MS = 1_800;
const GRACE_IN_MS = 1_000;

async function main(): Promise<void> {
  // A parent that was killed closes the channel, and nobody is left to stop this process.
  process.on('disconnect', () => process.exit(1));
  const given = readArguments();
  if (given.restart) {
    const args = Object.entries({ dist: given.dist, environment: given.environment, cwd: given.cwd });
    const kept = args.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
    process.exit(await supervise(import.meta.filename, kept, given.port));
  }
  const starting = start(given);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void leave(starting));
  const host = await starting;
  console.log(`HOST READY ${host.url}`);
}

async function start({ dist, port, environment, cwd }: Arguments): Promise<Host> {
  const distFolder = resolve(dist);
  if (environment !== undefined) await specialise(environment);
  return startHost({ distFolder, workingFolder: cwd ?? distFolder, port, log: consoleLog });
}

interface Arguments {
  dist: string;
  port: number;
  /** Restarts the host when it dies. */
  restart: boolean;
  /** A JSON file with the environment of the app, which comes after the process has started. */
  environment?: string | undefined;
  /** Where the process works, if not in the folder of the app. */
  cwd?: string | undefined;
}

function readArguments(): Arguments {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { dist: text, port: { ...text, default: '7071' }, restart: { type: 'boolean', default: false }, environment: text, cwd: text },
  });
  const { dist, port: portText, ...rest } = values;
  const port = Number(portText);
  if (!dist || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error('Usage: node dev/host/main.ts --dist FOLDER [--port 7071] [--restart] [--environment FILE] [--cwd FOLDER]');
  }
  return { dist, port, ...rest };
}

async function leave(starting: Promise<Host>): Promise<void> {
  setTimeout(() => process.exit(0), EXIT_LIMIT_IN_MS);
  try {
    await (await starting).stop(GRACE_IN_MS);
  } catch (error) {
    consoleLog('error', messageOf(error));
  }
  process.exit(0);
}

main().catch((error) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
