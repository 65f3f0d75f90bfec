import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { renderPage } from '../../../dev/catalogue/render-page.ts';
import { renderSeverity } from '../../../dev/catalogue/render-severity.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { families } from '../../../lib/domain/catalogue/catalogue-entry.ts';
import { findJobEntry } from '../../../lib/domain/catalogue/job-entry.ts';
import { severityOfCode } from '../../../lib/domain/catalogue/severity-of-code.ts';

const catalogue = await createCatalogue().loadCatalogue();
const root = new URL('../../../', import.meta.url);

describe('the severity of a code', () => {
  it('agrees with the entry that explains the code in a job', () => {
    for (const entry of catalogue.entries) {
      for (const code of [entry.code, ...(entry.aliases ?? []), entry.code.toUpperCase(), `${entry.code}: something happened`]) {
        const found = findJobEntry(catalogue, code);
        const expected = found && { severity: found.severity, tenantActionable: found.tenantActionable };
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
    expect(await readFile(new URL('lib/domain/catalogue/code-severity.generated.ts', root), 'utf8')).toBe(
      renderSeverity(catalogue.entries),
    );
  });

  it('keeps the page current, with every family and entry on it', async () => {
    const page = await readFile(new URL('docs/error-catalogue.md', root), 'utf8');
    expect(page).toBe(renderPage(catalogue.entries));
    expect(page.match(/^### /gm)).toHaveLength(catalogue.entries.length);
    for (const family of families) expect(page).toContain(`<a id="${family}"></a>`);
  });
});
