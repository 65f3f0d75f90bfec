import { readFile } from 'node:fs/promises';
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { once } from '../domain/once.ts';
import { type Manifest, placeOf } from './find-file.ts';
import { fileHeaders, headersOf } from './page-headers.ts';

const folder = new URL('ui/', import.meta.url);
const manifest = once(async () => JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8')) as Manifest);

/**
 * Answers with a file of the page for people. Names are looked up in the list that the build wrote, so no path of a request ever reaches
 * the disk; nothing is composed for it. Undefined for what is no file: what the settings say of the page.
 */
export async function answerPage(
  request: Pick<HttpRequest, 'method' | 'url' | 'headers'>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<HttpResponseInit | undefined> {
  const { pathname } = new URL(request.url);
  if (/^\/api\/ui\/config\.json$/i.test(pathname)) return undefined;
  const place = placeOf(await manifest(), pathname);
  const headers = { ...headersOf(environment), ...fileHeaders(place) };
  if (place.etag !== undefined && place.status === 200 && isHeld(request, place.etag)) return { status: 304, headers };
  const { br, body } = await read(place.name, request.headers.get('accept-encoding') ?? '');
  return {
    status: place.status,
    headers: { ...headers, ...(br && { 'content-encoding': 'br' }) },
    ...(request.method !== 'HEAD' && { body }),
  };
}

function isHeld({ headers }: Pick<HttpRequest, 'headers'>, etag: string): boolean {
  const held = headers.get('if-none-match') ?? '';
  return held === '*' || held.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

// Compressed once, when it was built; hardly a client is without brotli.
async function read(name: string, accepted: string): Promise<{ br: boolean; body: Buffer }> {
  const compressed = await readFile(new URL(`${name}.br`, folder));
  if (/(?:^|,)\s*br\s*(?:,|$|;(?!\s*q=0(?:\.0*)?\s*(?:,|$)))/i.test(accepted)) return { br: true, body: compressed };
  const { brotliDecompressSync } = await import('node:zlib');
  return { br: false, body: brotliDecompressSync(compressed) };
}
