import { parseArgs } from 'node:util';
import { packageApp } from './package-app.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { maps: { type: 'boolean', default: false } } });
const { folder, file, bytes } = await packageApp(positionals[0] ?? 'package', values.maps);
console.log(`${folder} and ${file}: ${(bytes / 1024).toFixed(0)} KiB`);
