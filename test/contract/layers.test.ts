import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

describe('the linter', () => {
  const house = mkdtempSync(join(tmpdir(), 'house-'));

  beforeAll(() => {
    for (const part of ['biome.json', 'lint', '.gitignore']) cpSync(part, join(house, part), { recursive: true });
  });

  afterAll(() => rmSync(house, { recursive: true, force: true }));

  /** What the linter says when these files stand in a house with our rules. */
  function lint(files: Record<string, string>): string {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(house, file)), { recursive: true });
      writeFileSync(join(house, file), text);
    }
    const command = resolve('node_modules/.bin/biome');
    const { stdout, stderr } = spawnSync(command, ['lint', ...Object.keys(files)], { cwd: house, encoding: 'utf8' });
    return `${stdout}${stderr}`;
  }

  it.each([
    ['lib/domain/example.ts', "import type { Ports } from '../application/ports.ts';", 'domain imports only domain'],
    ['lib/domain/example.ts', "import { createHash } from 'node:crypto';", 'domain imports only domain'],
    ['lib/application/example.ts', "import { readJobs } from '../adapters/graph/read-jobs.ts';", 'application sees the domain'],
    ['lib/application/example.ts', "import type { HttpRequest } from '@azure/functions';", 'application sees the domain'],
    [
      'lib/adapters/graph/example.ts',
      "import { createTokenSource } from '../identity/create-token-source.ts';",
      'An adapter knows one system',
    ],
    ['lib/http/example.ts', "import { createTableStores } from '../adapters/tables/create-stores.ts';", 'The HTTP edge calls use cases'],
    ['functions/example.ts', "import { compose } from '../lib/compose.ts';", 'A function registers a trigger'],
    ['lib/example.ts', "import { startHost } from '../dev/host/start-host.ts';", 'What ships knows nothing'],
    ['lib/compose.ts', "import { startGraphSimulator } from '../dev/graph/start-graph-simulator.ts';", 'What ships knows nothing'],
  ])('refuses in %s: %s', (file, text, message) => {
    expect(lint({ [file]: `${text}\n` })).toContain(message);
  });

  it.each(['lib/domain/clock.ts', 'lib/application/clock.ts', 'lib/adapters/graph/clock.ts', 'lib/http/clock.ts'])(
    'refuses a clock and the environment in %s',
    (file) => {
      const text = 'export const now = Date.now();\nexport const then = new Date();\nexport const home = process.env.HOME;\n';
      const said = lint({ [file]: text });
      expect(said.match(/take the time as an argument/g)).toHaveLength(2);
      expect(said).toContain('Only lib/settings.ts reads the environment');
    },
  );

  it('refuses a cycle', () => {
    const one = "import { two } from './two.ts';\nexport const one = () => two();\n";
    const two = "import { one } from './one.ts';\nexport const two = (): unknown => one();\n";
    expect(lint({ 'lib/domain/one.ts': one, 'lib/domain/two.ts': two })).toContain('part of a cycle');
  });
});
