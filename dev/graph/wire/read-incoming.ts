import type { IncomingMessage } from 'node:http';
import type { Incoming } from './reply.ts';

const largestBodyInBytes = 10 * 1024 * 1024;

/** Reads a request to its end. `scheme` is the server's own: links are built from the Host header. */
export async function readIncoming(message: IncomingMessage, scheme: 'http' | 'https'): Promise<Incoming> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    length += chunk.length;
    if (length > largestBodyInBytes) throw new Error('The request is too large.');
    chunks.push(chunk);
  }
  const path = message.url ?? '/';
  const url = new URL(path.replace(/^\/+/, '/'), `${scheme}://${message.headers.host ?? '127.0.0.1'}`);
  return { method: (message.method ?? 'GET').toUpperCase(), url, path, headers: message.headers, body: Buffer.concat(chunks).toString() };
}
