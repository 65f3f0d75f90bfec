import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzip } from '../../support/unzip.ts';

const script = 'dev/package/write.ts';

describe('npm run package', () => {
  const home = mkdtempSync(join(tmpdir(), 'package-'));
  const [first, second] = [join(home, 'first'), join(home, 'elsewhere', 'second')] as const;
  const zipOf = (target: string) => join(target, readdirSync(target).find((name) => name.endsWith('.zip')) ?? '');
  const files = () => readdirSync(join(first, 'app'), { recursive: true }).map(String);

  beforeAll(() => {
    for (const target of [first, second]) execFileSync(process.execPath, [script, target]);
  }, 60_000);

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('gives the same bytes wherever and whenever it runs', () => {
    expect(readFileSync(zipOf(second)).equals(readFileSync(zipOf(first)))).toBe(true);
  });

  it('stays below 1.2 MB, so that a new instance has it at once', () => {
    expect(readFileSync(zipOf(first)).length).toBeLessThan(1_200_000);
  });

  it('holds the bundle, host.json and a package.json, and nothing that the platform would trip over', () => {
    expect(files()).toEqual(expect.arrayContaining(['host.json', 'main.mjs', 'compose.mjs', 'package.json']));
    const strange = files().filter((name) => !/^[\w.-]+\.mjs$|^(host|package)\.json$|^ui$|^ui\//.test(name));
    expect(strange).toEqual([]);
  });

  it('tells nothing of the machine that built it', () => {
    const told = [process.cwd(), home, `${homedir()}/`, `/${userInfo().username}/`, 'file:///'];
    const found = files()
      .filter((name) => /\.(mjs|json)$/.test(name))
      .flatMap((name) => {
        const text = readFileSync(join(first, 'app', name), 'utf8');
        return told.filter((path) => text.includes(path)).map((path) => `${name}: ${path}`);
      });
    expect(found).toEqual([]);
  });

  it('has source maps only where they are asked for', () => {
    expect(files().filter((name) => name.endsWith('.map'))).toEqual([]);
    expect(readFileSync(join(first, 'app', 'main.mjs'), 'utf8')).not.toContain('sourceMappingURL');
    const wanted = join(home, 'wanted');
    execFileSync(process.execPath, [script, wanted, '--maps']);
    expect(readdirSync(join(wanted, 'app'))).toContain('main.mjs.map');
  });

  it('is a zip of exactly the folder, sound by its own index', () => {
    const unzipped = unzip(readFileSync(zipOf(first)));
    const folder = files().filter((name) => statSync(join(first, 'app', name)).isFile());
    expect([...unzipped.keys()]).toEqual(folder.sort());
    for (const [name, content] of unzipped) expect([name, content.equals(readFileSync(join(first, 'app', name)))]).toEqual([name, true]);
  });
});
