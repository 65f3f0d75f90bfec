import { rmSync } from 'node:fs';

/** Ends the storage emulator of this run and removes its folder. */
export default async function globalTeardown(): Promise<void> {
  await Promise.all((globalThis.azuriteProcesses ?? []).map((azurite) => azurite.stop()));
  const folder = process.env.TEST_AZURITE_FOLDER;
  if (folder) rmSync(folder, { recursive: true, force: true });
}
