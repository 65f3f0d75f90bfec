import { hash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { screens } from './ui/address/screens.ts';

const start = 'ui/start.ts';
const page = 'ui/index.html';
const style = 'ui/styles/page.css';
const elements = 'ui/elements.ts';
const keptIn = new URL('node_modules/.cache/entra-sync-status/page/', import.meta.url);
/** Over what ui/tsconfig.json says for the check of types. */
const calls = { jsx: /** @type {const} */ ('react'), jsxFactory: 'h', jsxFragmentFactory: 'Fragment' };
const types = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', html: 'text/html', ps1: 'text/plain', md: 'text/plain' };

/**
 * Writes the page for people: each file under a name that tells its content, compressed as far as it goes, and the list of them by which
 * they are served. What the first screen needs is one script, one style and the page itself.
 * @param {string} folder
 */
export async function buildPage(folder) {
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    absWorkingDir: new URL('.', import.meta.url).pathname,
    outdir: 'out',
    bundle: true,
    format: 'esm',
    target: ['chrome119', 'edge119', 'firefox121', 'safari17.4'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    write: false,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    publicPath: '/api/ui/',
    loader: { '.svg': 'file', '.ps1': 'file', '.md': 'file' },
  };
  const results = await Promise.all([
    // Injected, so that all that the start needs is shared with each part that is loaded later: the bundler then puts it into one file.
    build({ ...options, entryPoints: [start], inject: [elements, start], splitting: true, tsconfigRaw: { compilerOptions: calls } }),
    build({ ...options, entryPoints: [style] }),
  ]);
  // The start itself is part of what is shared; the file that would only pass it on is asked for by nobody.
  const isAskedFor = (/** @type {string} */ path) => !baseName(path).startsWith('start-');
  const outputs = results.flatMap(({ outputFiles }) => outputFiles).filter(({ path }) => isAskedFor(path));
  const whole = await fill(await readFile(new URL(page, import.meta.url), 'utf8'), results);
  const files = new Map(outputs.map(({ path, contents }) => /** @type {const} */ ([baseName(path), contents])));
  files.set('index.html', Buffer.from(whole));
  await mkdir(folder, { recursive: true });
  await Promise.all([...files].map(async ([name, content]) => writeFile(`${folder}/${name}.br`, await pack(name, content))));
  const manifest = {
    etag: `"${hash('sha256', whole, 'base64url').slice(0, 22)}"`,
    files: Object.fromEntries([...files.keys()].sort().map((name) => [name, typeOf(name)])),
    screens: Object.values(screens).map((address) => address.slice(1).replaceAll(/:\w+/g, '*')),
  };
  await writeFile(`${folder}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  return results;
}

/** The page on one line, with the names of the files that it loads. @param {string} html @param {import('esbuild').BuildResult[]} results */
async function fill(html, results) {
  const outputs = results.flatMap(({ metafile }) => Object.entries(metafile?.outputs ?? {}));
  const urls = {
    script: outputs.find(([, { inputs }]) => start in inputs)?.[0],
    style: outputs.find(([, { entryPoint }]) => entryPoint === style)?.[0],
    icon: outputs.find(([, { inputs }]) => 'ui/icons/unread.svg' in inputs)?.[0],
  };
  const named = Object.entries(urls).map(([name, path]) => [`%${name}%`, `/api/ui/${baseName(path ?? '')}`]);
  const filled = named.reduce((text, [mark = '', url = '']) => text.replaceAll(mark, url), html);
  // Its lines are for those who write it.
  return filled.replaceAll(/\n */g, '');
}

/**
 * What is sent of a file. It takes most of a build, and most files are those of the build before: what was made once is kept.
 * @param {string} name @param {Uint8Array} content
 */
async function pack(name, content) {
  const makers = await Promise.all(
    ['build-page.mjs', 'node_modules/terser/package.json'].map((file) => readFile(new URL(file, import.meta.url))),
  );
  const key = hash('sha256', Buffer.concat([...makers, Buffer.from(`${process.versions.brotli} ${name} `), content]));
  const kept = new URL(key, keptIn);
  try {
    return await readFile(kept);
  } catch {
    const made = compress(await shorten(name, content));
    await mkdir(keptIn, { recursive: true });
    // Under its name it is whole: another build may be looking for it.
    const part = new URL(`${key}.${process.pid}`, keptIn);
    await writeFile(part, made);
    await rename(part, kept);
    return made;
  }
}

/**
 * A script once more through a minifier that looks further than one statement: 3 % of what is sent.
 * @param {string} path @param {Uint8Array} contents
 */
async function shorten(path, contents) {
  if (!path.endsWith('.js')) return contents;
  const { minify } = await import('terser');
  const { code = '' } = await minify(Buffer.from(contents).toString(), {
    module: true,
    ecma: 2020,
    compress: { passes: 3, unsafe_arrows: true },
  });
  return Buffer.from(code);
}

/** As the steps of distances do it best that suit this file; which they are, nobody knows before. @param {Uint8Array} content */
function compress(content) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_MODE, BROTLI_PARAM_LGWIN } = constants;
  const { BROTLI_PARAM_NPOSTFIX: postfix, BROTLI_PARAM_NDIRECT: direct } = constants;
  const common = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: content.length, [BROTLI_PARAM_LGWIN]: 18 };
  const steps = [[0], [1], [2], [3], [0, 4], [0, 15]].map(([bits, first = 0]) => ({ [postfix]: bits, [direct]: first }));
  return [{ [BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT }, ...steps]
    .map((tried) => brotliCompressSync(content, { params: { ...common, ...tried } }))
    .reduce((best, made) => (made.length < best.length ? made : best));
}

/** @param {string} name */
function typeOf(name) {
  const extension = /** @type {keyof typeof types} */ (name.slice(name.lastIndexOf('.') + 1));
  return `${types[extension]}${extension === 'svg' ? '' : '; charset=utf-8'}`;
}

/** @param {string} path */
function baseName(path) {
  return path.slice(path.lastIndexOf('/') + 1);
}
