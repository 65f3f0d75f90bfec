import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

const house = mkdtempSync(join(tmpdir(), 'house-'));

beforeAll(() => {
  for (const part of ['lib', 'openapi.json', 'package.json']) cpSync(part, join(house, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(house, 'node_modules'));
  const tsconfig = { extends: resolve('tsconfig.json'), files: ['lib/http/operations.ts'], include: [] };
  writeFileSync(join(house, 'tsconfig.json'), JSON.stringify(tsconfig));
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

it('An operation does not compile whose route says otherwise whether messages come of its answers', () => {
  const routes = join(house, 'lib/http/routes.ts');
  const text = readFileSync(routes, 'utf8');
  const swapped = text.replace("'pause-job': write(", "'pause-job': ask(").replace("'explain-text': ask(", "'explain-text': write(");
  writeFileSync(routes, swapped);
  const { stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'], { cwd: house, encoding: 'utf8' });
  const faults = stdout.split(/^(?=lib)/m);
  expect(faults).toEqual([
    expect.stringMatching(/^lib\/http\/operations\.ts.*"explain-text".*'messages' is missing.*'EmittingAnswer'/s),
    expect.stringMatching(/^lib\/http\/operations\.ts.*"pause-job".*'SilentAnswer'/s),
  ]);
}, 60_000);

it('An operation stands in the room of its tag', () => {
  const found = globSync('lib/http/operations/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^ +tag: '(\w+)',$/gm)].map(([, tag = '']) => ({ file, room: basename(dirname(file)), tag })),
  );
  expect(found.length).toBeGreaterThan(40);
  expect(found.filter(({ room, tag }) => room !== tag.toLowerCase())).toEqual([]);
});
