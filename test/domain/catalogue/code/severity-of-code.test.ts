import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { fingerprintOf, fingerprintsOf } from '../../../../dev/catalogue/fingerprints.ts';
import { type Ledger, recordRelease } from '../../../../dev/catalogue/releases.ts';
import { renderChangelog } from '../../../../dev/catalogue/render-changelog.ts';
import { renderDownload, renderVersion } from '../../../../dev/catalogue/render-download.ts';
import { renderPage } from '../../../../dev/catalogue/render-page.ts';
import { renderSeverity } from '../../../../dev/catalogue/render-severity.ts';
import { createCatalogue } from '../../../../lib/domain/catalogue/catalogue.ts';
import { families } from '../../../../lib/domain/catalogue/catalogue-entry.ts';
import { severityOfCode } from '../../../../lib/domain/catalogue/code/severity-of-code.ts';
import { findJobEntry } from '../../../../lib/domain/catalogue/job-entry.ts';

const catalogue = await createCatalogue().loadCatalogue();
const root = new URL('../../../../', import.meta.url);
const read = (path: string) => readFile(new URL(path, root), 'utf8');
const ledger: Ledger = JSON.parse(await read('dev/catalogue/releases.json'));
const [newest = { version: '', date: '', entries: 0, added: [], changed: [], removed: [] }] = ledger.releases;

describe('the severity of a code', () => {
  it('agrees with the entry that explains the code in a job', () => {
    for (const entry of catalogue.entries) {
      for (const code of [entry.code, ...(entry.aliases ?? []), entry.code.toUpperCase(), `${entry.code}: something happened`]) {
        const found = findJobEntry(catalogue, code);
        const { isCatchAll, action } = found?.advice ?? {};
        const says = isCatchAll ? 'readMessage' : action === 'checkAgents' ? action : undefined;
        const expected = found && { severity: found.severity, tenantActionable: found.tenantActionable, ...(says && { says }) };
        expect([code, severityOfCode(code)]).toEqual([code, expected]);
      }
    }
  });

  it('knows the forms with other prefixes', () => {
    expect(severityOfCode('Microsoft Entra IDForbidden')).toEqual(severityOfCode('AzureActiveDirectoryForbidden'));
    expect(severityOfCode('NoActiveAgents')).toEqual(severityOfCode('HybridIdentityServiceNoActiveAgents'));
    expect(severityOfCode('TimeOut')).not.toEqual(severityOfCode('Timeout'));
  });

  it('does not take the bare number of a job for an event of a server', () => {
    expect(severityOfCode('611')).toBeUndefined();
    expect(severityOfCode('EventID:611')).toBeDefined();
  });

  it('is not known for a code the catalogue lacks', () => {
    expect(severityOfCode('SomethingNew')).toBeUndefined();
    expect(severityOfCode('')).toBeUndefined();
  });
});

describe('what is written from the data', () => {
  it('keeps the table of severities current', async () => {
    expect(await read('lib/domain/catalogue/code/code-severity.generated.ts')).toBe(renderSeverity(catalogue.entries));
  });

  it('keeps the page current, with every family and entry on it', async () => {
    const page = await read('docs/error-catalogue.md');
    expect(page).toBe(renderPage(catalogue.entries, newest));
    expect(page.match(/^### /gm)).toHaveLength(catalogue.entries.length);
    for (const family of families) expect(page).toContain(`<a id="${family}"></a>`);
  });

  it('changes no entry without a new version: run npm run catalogue', async () => {
    expect(newest.version.split('-')[1]).toBe(fingerprintOf(fingerprintsOf(catalogue.entries)));
    expect(newest.entries).toBe(catalogue.entries.length);
    expect(await read('lib/domain/catalogue/catalogue-version.generated.ts')).toBe(renderVersion(newest));
    expect(await read('docs/error-catalogue.json')).toBe(renderDownload(catalogue.entries, newest));
    expect(await read('docs/catalogue-changelog.md')).toBe(renderChangelog(ledger.releases));
  });
});

describe('the versions of the catalogue', () => {
  const first: Ledger = { releases: [{ ...newest, date: '2026-01-01' }], since: {} };

  it('tell what came, changed and went, all of one day in one version', () => {
    const monday = recordRelease(first, { a: '1', b: '1', c: '1' }, { a: '1', b: '2', d: '1' }, '2026-01-05');
    expect(monday.releases[0]).toMatchObject({ entries: 3, added: ['d'], changed: ['b'], removed: ['c'] });
    const later = recordRelease(monday, { a: '1', b: '2', d: '1' }, { a: '1', b: '1', c: '1', d: '2' }, '2026-01-05');
    expect(later.releases).toHaveLength(2);
    expect(later.releases[0]).toMatchObject({ entries: 4, added: ['d'], changed: [], removed: [] });
    const tuesday = recordRelease(later, { a: '1', b: '1', c: '1', d: '2' }, { a: '2', b: '1', c: '1', d: '2' }, '2026-01-06');
    expect(tuesday.releases.map(({ date }) => date)).toEqual(['2026-01-06', '2026-01-05', '2026-01-01']);
    expect(tuesday.releases[0]).toMatchObject({ added: [], changed: ['a'], removed: [] });
  });

  it('stay when nothing has changed, whatever the day', () => {
    expect(recordRelease(first, { a: '1' }, { a: '1' }, '2026-02-02').releases).toEqual(first.releases);
  });

  it('change with every word of an entry and not with the order of its fields', () => {
    const [entry] = catalogue.entries;
    if (entry === undefined) throw new Error('no entry');
    const whole = fingerprintOf(fingerprintsOf([entry]));
    const reversed = Object.fromEntries(Object.entries(entry).reverse()) as unknown as typeof entry;
    expect(fingerprintOf(fingerprintsOf([reversed]))).toBe(whole);
    expect(fingerprintOf(fingerprintsOf([{ ...entry, title: `${entry.title}.` }]))).not.toBe(whole);
  });
});
