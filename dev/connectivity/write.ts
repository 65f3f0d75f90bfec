import { readFile, writeFile } from 'node:fs/promises';
import { renderScript } from './render-script.ts';

const template = await readFile(new URL('check-connectivity.template.ps1', import.meta.url), 'utf8');
await writeFile(new URL('../../docs/check-connectivity.ps1', import.meta.url), renderScript(template));
process.stdout.write('docs/check-connectivity.ps1 written.\n');
