import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface Locked {
  integrity?: string;
  dev?: true;
  hasInstallScript?: true;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const production = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true);

describe('the packages that ship', () => {
  it('run no script when they are installed', () => {
    expect(production.length).toBeGreaterThan(7);
    expect(production.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
    for (const [path] of production) {
      const { scripts = {} } = JSON.parse(readFileSync(`${path}/package.json`, 'utf8')) as { scripts?: Record<string, string> };
      expect([path, Object.keys(scripts).filter((name) => ['preinstall', 'install', 'postinstall'].includes(name))]).toEqual([path, []]);
    }
  });

  it('are held to the digest of what was looked at', () => {
    for (const [path, { integrity }] of production) expect([path, integrity?.startsWith('sha512-')]).toEqual([path, true]);
  });
});

describe('docs/security.md', () => {
  const page = readFileSync('docs/security.md', 'utf8');

  it('names files that are there', () => {
    const named = [...page.matchAll(/`((?:lib|test)\/[\w./-]+)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(25);
    for (const path of named) expect(() => readFileSync(path)).not.toThrow();
    for (const [, path = ''] of page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) expect(() => readFileSync(`docs/${path}`)).not.toThrow();
  });

  it('speaks of every risk of the list and every requirement of the two chapters', () => {
    for (let risk = 1; risk <= 10; risk += 1) expect(page).toMatch(new RegExp(`\\| API${risk} `));
    const chapters = { '8.1': 4, '8.2': 4, '8.3': 3, '8.4': 2, '9.1': 3, '9.2': 4 };
    for (const [section, last] of Object.entries(chapters)) {
      for (let number = 1; number <= last; number += 1) expect(page).toContain(`${section}.${number}`);
    }
  });
});
