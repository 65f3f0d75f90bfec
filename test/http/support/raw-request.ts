import { Agent, request as httpRequest } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { witness } from '../../support/witness/witness.ts';
import { findRoute } from './host-routing.ts';
import { type Answer, verifyAnswer } from './verify-answer.ts';

export interface RawOptions {
  method?: string;
  /** A list is sent as so many headers of that name. */
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

const agent = new Agent({ keepAlive: true, maxSockets: 20 });

/** Sends a request exactly as given, which fetch would tidy up, and holds the answer against what the API publishes. */
export async function rawRequest(origin: string, path: string, { method = 'GET', headers = {}, body }: RawOptions = {}): Promise<Answer> {
  const answer = await send(origin, path, { method, headers, ...(body !== undefined && { body }) });
  const { pathname } = new URL(`${origin}${path}`);
  // Outside of the prefix, and for a path with a zero byte, the host itself refuses.
  if (!pathname.startsWith('/api/') || /%00/.test(pathname)) return answer;
  const { name } = findRoute(method, pathname);
  // The page and its files are no documents of the API.
  if (name !== 'get-page') verifyAnswer(name, method, answer);
  return answer;
}

function send(origin: string, path: string, { method, headers, body }: RawOptions): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ agent, hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve(readAnswer(response.statusCode ?? 0, response.headers as Record<string, string>, Buffer.concat(chunks))),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

export function readAnswer(status: number, headers: Record<string, string>, bytes: Buffer): Answer {
  const decode = { br: brotliDecompressSync, gzip: gunzipSync }[headers['content-encoding'] ?? ''];
  const text = (decode === undefined || bytes.length === 0 ? bytes : decode(bytes)).toString('utf8');
  witness.see('answer', [headers, text]);
  return { status, headers, text, json: headers['content-type']?.includes('json') && text !== '' ? JSON.parse(text) : undefined };
}
