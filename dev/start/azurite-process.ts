import { createRequire } from 'node:module';

// Azurite inside a process that ends with its parent, however the parent ends. The arguments are Azurite's own.
process.on('disconnect', () => process.exit(0));
createRequire(import.meta.url)('azurite/dist/src/azurite.js');
