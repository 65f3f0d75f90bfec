import { readArguments } from './start/arguments.ts';
import { leaveWithNpm } from './start/leave-with-npm.ts';
import { createWorld } from './start/world.ts';

const world = createWorld(console.log);

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0));
  if (process.env.npm_lifecycle_event !== undefined) leaveWithNpm(() => void leave(0));
  const failure = await world.run(options);
  console.error(`\n${failure}`);
  await leave(1);
}

let leaving = false;
async function leave(code: number): Promise<void> {
  if (leaving) return;
  leaving = true;
  await world.stop();
  process.exit(code);
}

main().catch(async (error: Error) => {
  console.error(`\n${error.message}`);
  await leave(1);
});
