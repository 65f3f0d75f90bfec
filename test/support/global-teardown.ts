import { rmSync } from 'node:fs';
import { watchRun } from './witness/watch-run.ts';

/** Looks for secrets in what the tests have left in the storage emulator, ends it and removes its folder. */
export default async function globalTeardown(): Promise<void> {
  const {
    TEST_AZURITE_FOLDER: folder = '',
    TEST_AZURITE_TABLE_PORT: tablePort = '',
    TEST_AZURITE_QUEUE_PORT: queuePort = '',
    TEST_AZURITE_KEY: accountKey = '',
  } = process.env;
  try {
    const { told, leaks } = await watchRun({ folder, tablePort, queuePort, accountKey });
    process.stderr.write(`${told}\n`);
    if (leaks.length > 0) throw new Error(leaks.slice(0, 5).join('\n'));
  } finally {
    await Promise.all((globalThis.azuriteProcesses ?? []).map((azurite) => azurite.stop()));
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}
