import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { inSoak } from './support/in-soak.ts';

interface Mutation {
  file: string;
  /** What stands there, and what is put in its place. */
  from: string;
  to: string;
  /** The tests that have to fail then, and how. */
  test: string;
  named: string;
  says: RegExp;
}

const mutations: Readonly<Record<string, Mutation>> = {
  'a picture loses its name': {
    file: 'ui/pictures/health-strip.tsx',
    from: 'role="img" aria-label=',
    to: 'role="img" data-label=',
    test: 'test/ui/screens/fleet/fleet.test.ts',
    named: 'has no fault that can be found by machine',
    says: /svg-img-alt: <svg class=\\"strip\\"/,
  },
  'the mark of a row loses its name': {
    file: 'ui/pictures/row-mark.tsx',
    from: ' aria-label={healthNames[health]}',
    to: '',
    test: 'test/ui/screens/fleet/fleet.test.ts',
    named: 'has no fault that can be found by machine',
    says: /role-img-alt: <span class=\\"row-mark/,
  },
  'a health has its colour but no shape of its own': {
    file: 'ui/styles/pictures.css',
    from: 'clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%);',
    to: 'clip-path: circle(9.5px);',
    test: 'test/ui/pure/shapes.test.ts',
    named: 'in a list',
    says: /circle\(9\.5px\)/,
  },
  'every press of a button is a wish of its own': {
    file: 'ui/screens/story/act/use-sending.ts',
    from: 'sendAction(action, keyFor(key, ',
    to: 'sendAction(action, keyFor(crypto.randomUUID(), ',
    test: 'test/ui/screens/fleet/live-fleet.test.ts',
    named: 'is sent once',
    says: /"keys": 2/,
  },
  'files are served without being looked up in the list': {
    file: 'lib/page/find-file.ts',
    from: "Object.hasOwn(files, path) && path !== 'index.html' ? files[path] : undefined",
    to: "path.includes('.') ? 'text/plain' : undefined",
    test: 'test/page/page-files.test.ts',
    named: 'there is no such page',
    says: /manifest\.json|index\.html/,
  },
  'a part that cannot be drawn is not held where it stands': {
    file: 'ui/parts/problem/parts.tsx',
    from: 'this.componentDidCatch = ',
    to: 'const caught = ',
    test: 'test/ui/screens/broken-answers.test.ts',
    named: 'a number for a list comes',
    says: /No answer that can be shown/,
  },
  'a row does not look at how old its reading is': {
    file: 'ui/screens/fleet/jobs/job-line.tsx',
    from: "freshness === 'stale' && (",
    to: 'false && (',
    test: 'test/ui/screens/wordings.test.ts',
    named: 'that a reading is old',
    says: /it never came that the page says .*stale, last read/,
  },
  'the page does not look at how old what it shows is': {
    file: 'ui/words/freshness.ts',
    from: 'return now - observedAt > 2_000 * pollIntervalInSeconds + 60_000;',
    to: 'return false;',
    test: 'test/ui/pure/words.test.ts',
    named: 'call a reading stale',
    says: /call a reading stale/,
  },
};

const root = join(import.meta.dirname, '../..');
const leftOut = new Set(['node_modules', '.git', '.local', 'dist', 'package']);

/** Runs the tests of that name in a copy of the product; answers how many failed and with what words. */
async function run(copy: string, { test, named }: Mutation): Promise<{ failed: number; words: string }> {
  const report = join(copy, 'report.json');
  const flags = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
  const args = [...flags, test, '-t', named, '--json', '--outputFile', report, '--forceExit'];
  const child = spawn(process.execPath, args, { cwd: copy, env: { ...process.env, SOAK: '' }, stdio: 'ignore' });
  await once(child, 'exit');
  const { numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    numFailedTests: number;
    testResults: { message: string }[];
  };
  return { failed: numFailedTests, words: testResults.map(({ message }) => message).join('\n') };
}

describe('the tests of the page', () => {
  const copy = mkdtempSync(join(tmpdir(), 'guards-'));

  beforeAll(() => {
    if (process.env.SOAK !== '1') return;
    cpSync(root, copy, { recursive: true, filter: (path) => !leftOut.has(basename(path)) });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  inSoak.each(Object.keys(mutations))(
    'fail when %s',
    async (name) => {
      const mutation = mutations[name];
      if (mutation === undefined) throw new Error('There is no such mutation.');
      const file = join(copy, mutation.file);
      const source = readFileSync(file, 'utf8');
      expect(source).toContain(mutation.from);
      writeFileSync(
        file,
        source.replace(mutation.from, () => mutation.to),
      );
      const { failed, words } = await run(copy, mutation);
      writeFileSync(file, source);
      expect(failed).toBeGreaterThan(0);
      expect(words).toMatch(mutation.says);
      process.stderr.write(`When ${name}: ${mutation.says.exec(words)?.[0]}\n`);
    },
    300_000,
  );
});
