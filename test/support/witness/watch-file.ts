import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { witness } from './witness.ts';

// Before a test plays with the environment.
const folder = join(process.env.TEST_AZURITE_FOLDER ?? tmpdir(), 'witness');

// What a test, or the product within it, prints by itself.
const levels = ['debug', 'log', 'info', 'warn', 'error'] as const;
for (const level of levels) {
  const print = console[level].bind(console);
  console[level] = (...parts: unknown[]) => {
    witness.see('output', parts.map(String).join(' '));
    print(...parts);
  };
}

// A file whose tests all pass still fails if somebody could have read a secret meanwhile.
afterAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${crypto.randomUUID()}.json`), JSON.stringify(witness.seen));
  if (witness.leaks.length > 0) throw new Error(`${witness.leaks.length} secrets could be read:\n${witness.leaks.slice(0, 5).join('\n')}`);
});
