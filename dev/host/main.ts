import { parseArgs } from 'node:util';
import { type Host, startHost } from './start-host.ts';
import { consoleLog, messageOf } from './worker/log.ts';

const EXIT_LIMIT_IN_MS = 1_800;
const GRACE_IN_MS = 1_000;

async function main(): Promise<void> {
  // A parent that was killed closes the channel, and nobody is left to stop this process.
  process.on('disconnect', () => process.exit(1));
  const starting = start();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void leave(starting));
  const host = await starting;
  console.log(`HOST READY ${host.url}`);
}

async function start(): Promise<Host> {
  const { values } = parseArgs({ options: { dist: { type: 'string' }, port: { type: 'string', default: '7071' } } });
  const port = Number(values.port);
  if (!values.dist || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error('Usage: node dev/host/main.ts --dist FOLDER [--port 7071]');
  }
  return startHost({ distFolder: values.dist, port, log: consoleLog });
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
