import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiHost, startApiHost } from '../http/support/host-process.ts';

interface Answer {
  status: number;
  headers: Record<string, string | undefined>;
  body: Buffer;
}

let host: ApiHost;
let manifest: { etag: string; files: Record<string, string>; screens: string[] };
const folder = mkdtempSync(join(tmpdir(), 'page-'));

beforeAll(async () => {
  execFileSync(process.execPath, ['build.mjs', folder, '--kept']);
  manifest = JSON.parse(readFileSync(join(folder, 'ui/manifest.json'), 'utf8'));
  host = await startApiHost();
}, 60_000);

afterAll(async () => {
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends the path as it stands: fetch would tidy it up. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(host.url);
    request({ hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Answer['headers'],
          body: Buffer.concat(chunks),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

const brotli = { 'accept-encoding': 'gzip, deflate, br' };

describe('the page for people', () => {
  it('is one file for every screen, which is asked for anew each time and sent only when it changed', async () => {
    const { status, headers, body } = await get('/api/ui', brotli);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br', 'cache-control': 'no-cache' });
    expect(headers.etag).toBe(manifest.etag);
    const html = brotliDecompressSync(body).toString();
    for (const path of ['/api/ui/', '/API/UI', '/api/ui/jobs/a/b/c', '/api/ui/jobs/a/b/Sync.1%2F2', '/api/ui/incidents/x?a=b']) {
      const again = await get(path);
      expect([path, again.status, again.body.toString() === html]).toEqual([path, 200, true]);
    }
    const held = await get('/api/ui', { 'if-none-match': `W/"other", ${manifest.etag}` });
    expect([held.status, held.body.length]).toEqual([304, 0]);
    expect((await get('/api/ui', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('names in its HTML only files that are there, each under a name that tells its content', async () => {
    const html = (await get('/api/ui')).body.toString();
    const named = [...html.matchAll(/(?:src|href)="(\/api\/ui\/[^"]+)"/g)].map(([, path = '']) => path);
    const files = named.filter((path) => !path.endsWith('config.json'));
    expect(files).toHaveLength(3);
    for (const path of files) {
      expect(path).toMatch(/^\/api\/ui\/[\w-]+-[A-Z0-9]{8}\.(?:js|css|svg)$/);
      expect((await get(path)).status).toBe(200);
    }
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|style=|\son\w+=/);
  });

  it('serves each file for ever, compressed or as it was', async () => {
    for (const [name, type] of Object.entries(manifest.files).filter(([each]) => each !== 'index.html')) {
      const small = await get(`/api/ui/${name}`, brotli);
      const plain = await get(`/api/ui/${name}`, { 'accept-encoding': 'gzip, br;q=0' });
      expect(small.headers).toMatchObject({
        'content-type': type,
        'content-encoding': 'br',
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
      });
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.body.equals(brotliDecompressSync(small.body))).toBe(true);
    }
  });

  it('answers HEAD without a body, and nothing but GET and HEAD', async () => {
    const { status, headers, body } = await get('/api/ui', {}, 'HEAD');
    expect([status, headers.etag, body.length]).toEqual([200, manifest.etag, 0]);
    const wrong = await get('/api/ui/incidents/x', {}, 'POST');
    expect([wrong.status, wrong.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it.each([
    '/api/ui/nothing',
    '/api/ui/index.html',
    '/api/ui/manifest.json',
    '/api/ui/index.html.br',
    '/api/ui/constructor',
    '/api/ui/jobs/a/b',
    '/api/ui/jobs//b/c',
    '/api/ui/incidents/%E0%A4%A',
    '/api/ui/../main.mjs',
    '/api/ui/..%2fmain.mjs',
    '/api/ui/%2e%2e/main.mjs',
    '/api/ui/..\\main.mjs',
    '/api/ui/..%5cmain.mjs',
    '/api/ui//etc/passwd',
    '/api/ui/%2fetc%2fpasswd',
    '/api/ui/C:%5cmain.mjs',
  ])('says of %s that there is no such page', async (path) => {
    const { status, headers, body } = await get(path);
    expect(status).toBe(404);
    expect(`${headers['content-type']}`).toMatch(/^(text\/html|application\/problem\+json)/);
    expect(body.toString()).not.toMatch(/import|root:|"etag"/);
  });

  it('lets only its own code run, and it speak only to the service', async () => {
    const { headers } = await get('/api/ui');
    expect(headers['content-security-policy']?.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self'",
      "require-trusted-types-for 'script'",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  it('reads from the service what it has to know of the settings, and no secret', async () => {
    const { status, headers, body } = await get('/api/ui/config.json');
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'application/json; charset=utf-8', 'no-store']);
    expect(JSON.parse(body.toString())).toEqual({
      authMode: 'none',
      pollIntervalInSeconds: 300,
      version: expect.stringMatching(/^\d+\.\d+/),
    });
  });
});

describe('the address of data, opened by a person', () => {
  const id = `aaaaaaaa-1111-4111-8111-111111111111.${'h'.repeat(22)}.1`;
  const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

  it.each([
    [`/api/v1/incidents/${id}`, `/api/ui/incidents/${id}`],
    ['/api/v1/incidents', '/api/ui/incidents'],
    [
      '/api/v1/incidents?condition=quarantine&causeCode=TooManyDeletes&pageSize=5',
      '/api/ui/incidents?condition=quarantine&causeCode=TooManyDeletes',
    ],
  ])('leads from %s to %s', async (path, page) => {
    const { status, headers, body } = await get(path, browser);
    expect([status, headers.location, headers.vary, body.length]).toEqual([303, page, 'accept, origin', 0]);
  });

  it.each(['*/*', 'application/json', 'application/json, text/html', 'text/html;q=0.5, application/json', 'text/html;q=0', ''])(
    'stays data for who accepts %j',
    async (accept) => {
      const { status, headers } = await get('/api/v1/incidents', accept === '' ? {} : { accept });
      expect([status, headers.vary]).toEqual([200, 'accept, accept-encoding, origin, authorization']);
    },
  );

  it('is refused as ever where it is none', async () => {
    for (const path of ['/api/v1/incidents/x', '/api/v1/incidents?colour=red']) {
      expect((await get(path, browser)).headers['content-type']).toContain('problem+json');
    }
    expect((await get('/api/v1/status', browser)).status).toBe(200);
  });
});
