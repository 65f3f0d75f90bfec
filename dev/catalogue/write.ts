import { writeFile } from 'node:fs/promises';
import { createCatalogue } from '../../lib/domain/catalogue/catalogue.ts';
import { renderPage } from './render-page.ts';
import { renderSeverity } from './render-severity.ts';

const { entries } = await createCatalogue().loadCatalogue();
await writeFile(new URL('../../docs/error-catalogue.md', import.meta.url), renderPage(entries));
await writeFile(new URL('../../lib/domain/catalogue/code-severity.generated.ts', import.meta.url), renderSeverity(entries));
process.stdout.write(`${entries.length} entries written.\n`);
