import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { transformSync, version } from 'esbuild';

// The same type stripper as the bundle, so tests run the code that ships.
export default {
  getCacheKey(source, path) {
    return createHash('sha256')
      .update(version)
      .update(readFileSync(new URL(import.meta.url)))
      .update(path)
      .update(source)
      .digest('hex');
  },
  process(source, path) {
    const { code, map } = transformSync(source, {
      loader: path.endsWith('x') ? 'tsx' : 'ts',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      format: 'esm',
      target: 'node22',
      sourcefile: path,
      sourcemap: true,
    });
    return { code, map };
  },
};
