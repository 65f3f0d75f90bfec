import { readFile, writeFile } from 'node:fs/promises';
import { createCatalogue } from '../../lib/domain/catalogue/catalogue.ts';
import { createTopics } from '../../lib/domain/catalogue/topics.ts';
import { renderNetwork } from '../connectivity/render-network.ts';
import { renderScript } from '../connectivity/render-script.ts';
import { needs } from '../sources/needs.ts';
import { readOperations } from '../sources/read-operations.ts';
import { renderCoverage } from '../sources/render-coverage.ts';
import { statements } from '../sources/statements.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { type Ledger, recordRelease } from './releases.ts';
import { renderChangelog } from './render-changelog.ts';
import { renderDownload, renderVersion } from './render-download.ts';
import { renderPage } from './render-page.ts';
import { renderSeverity } from './render-severity.ts';
import { renderTopics } from './render-topics.ts';

const at = (path: string) => new URL(`../../${path}`, import.meta.url);
const read = async (path: string) => JSON.parse(await readFile(at(path), 'utf8'));
const [ledgerFile, download] = ['dev/catalogue/releases.json', 'docs/error-catalogue.json'];

const { entries } = await createCatalogue().loadCatalogue();
const before: Ledger = await read(ledgerFile);
const written = fingerprintsOf((await read(download)).entries);
const ledger = recordRelease(before, written, fingerprintsOf(entries), new Date().toISOString().slice(0, 10));
const [newest] = ledger.releases;
if (newest === undefined) throw new Error('the catalogue has no version');
const files = {
  [ledgerFile]: `${JSON.stringify(ledger, null, 2)}\n`,
  [download]: renderDownload(entries, newest),
  'docs/error-catalogue.md': renderPage(entries, newest),
  'docs/topics.md': renderTopics((await createTopics().loadTopics()).all),
  'docs/source-coverage.md': renderCoverage(statements, needs, (await readOperations()).operations),
  'docs/network.md': renderNetwork(),
  'docs/check-connectivity.ps1': renderScript(await readFile(at('dev/connectivity/check-connectivity.template.ps1'), 'utf8')),
  'docs/catalogue-changelog.md': renderChangelog(ledger.releases),
  'lib/domain/catalogue/catalogue-version.generated.ts': renderVersion(newest),
  'lib/domain/catalogue/code/code-severity.generated.ts': renderSeverity(entries),
};
for (const [path, text] of Object.entries(files)) await writeFile(at(path), text);
process.stdout.write(`${newest.version}: ${entries.length} entries written.\n`);
