import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { type Bill, billOfMaterials } from '../../../dev/package/bill-of-materials.ts';
import { releaseNotes } from '../../../dev/package/release-notes.ts';

const changelog = '# Changelog\n\n## [Unreleased]\n\n### Added\n- a thing\n\n## [1.2.0] - 2026-01-01\n\n### Fixed\n- a fault\n';

describe('the notes of a release', () => {
  it('are its section of the changelog', () => {
    expect(releaseNotes(changelog, '1.2.0', 'v1.2.0')).toBe('### Fixed\n- a fault\n');
  });

  it('are what is unreleased while nothing is tagged', () => {
    expect(releaseNotes(changelog, '1.3.0', undefined)).toBe('### Added\n- a thing\n');
  });

  it('are refused for a tag that is another version, or that nothing was written of', () => {
    expect(() => releaseNotes(changelog, '1.2.0', 'v1.2.1')).toThrow('The tag is v1.2.1, but package.json says 1.2.0');
    expect(() => releaseNotes(changelog, '1.3.0', 'v1.3.0')).toThrow('no section [1.3.0]');
  });
});

describe('npm run release', () => {
  const home = mkdtempSync(join(tmpdir(), 'release-'));
  const release = (name: string) => {
    execFileSync(process.execPath, ['dev/package/release.ts', join(home, name)]);
    return readdirSync(join(home, name)).filter((file) => /\.(zip|json)$|SUMS/.test(file));
  };

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('gives zip, bill of materials and sums, the same every time', () => {
    const files = release('first');
    expect(release('second')).toEqual(files);
    expect(files).toHaveLength(3);
    for (const file of files) expect(readFileSync(join(home, 'second', file)).equals(readFileSync(join(home, 'first', file)))).toBe(true);
    const sums = readFileSync(join(home, 'first', 'SHA256SUMS'), 'utf8')
      .trim()
      .split('\n');
    for (const line of sums) {
      const [sum, file = ''] = line.split('  ');
      expect(
        createHash('sha256')
          .update(readFileSync(join(home, 'first', file)))
          .digest('hex'),
      ).toBe(sum);
    }
  }, 90_000);

  it('bills every package whose code is shipped, in the version of the lock file, and none that only helps to make it', () => {
    const name = readdirSync(join(home, 'first')).find((file) => file.endsWith('.cdx.json')) ?? '';
    const { components }: Bill = JSON.parse(readFileSync(join(home, 'first', name), 'utf8'));
    const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const [dependency, version] of Object.entries(dependencies)) {
      expect(components).toContainEqual(
        expect.objectContaining({
          name: dependency,
          version,
          hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
        }),
      );
    }
    for (const other of ['jest', 'typescript', 'azurite', 'esbuild'])
      expect(components).not.toContainEqual(expect.objectContaining({ name: other }));
  });

  it('bills a package that lies within another by its own version', () => {
    const locked = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/a/node_modules/@b/c': { version: '2.0.0', license: 'MIT' } };
    const sources = ['../../node_modules/a/index.js', '../../node_modules/a/node_modules/@b/c/dist/x.js', 'lib/own.ts'];
    expect(billOfMaterials({ name: 'p', version: '1.0.0', sources, locked }).components).toEqual([
      { type: 'library', name: 'a', version: '1.0.0', purl: 'pkg:npm/a@1.0.0' },
      { type: 'library', name: '@b/c', version: '2.0.0', purl: 'pkg:npm/%40b/c@2.0.0', licenses: [{ license: { id: 'MIT' } }] },
    ]);
  });
});
