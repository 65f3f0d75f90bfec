import { createRequire } from 'node:module';

// Azurite inside a process that ends with its parent, however the parent ends. The arguments are Azurite's own.
process.on('disconnect', () => process.exit(0));
// On this signal Azurite saves its tables and closes; only the open channel would keep the process.
process.on('SIGTERM', () => process.channel?.unref());
createRequire(import.meta.url)('azurite/dist/src/azurite.js');
