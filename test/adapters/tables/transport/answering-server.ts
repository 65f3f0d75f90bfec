import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { createCertificate } from '../../../../dev/authority/certificate.ts';

interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

interface Reply {
  status: number;
  headers?: Record<string, string>;
  text?: string;
}

export interface AnsweringServer extends AsyncDisposable {
  url: string;
  asked: Asked[];
}

type Replies = readonly (Reply | undefined)[];

/** A server on this machine that gives these replies in turn, then the last again and again; `undefined` never answers. */
export function startAnsweringServer(...replies: Replies): Promise<AnsweringServer> {
  return start('http', createServer, replies);
}

/** The same over TLS, with a certificate that this process trusts from now on. */
export async function startSecureServer(...replies: Replies): Promise<AnsweringServer> {
  const certificate = await createCertificate(Date.now());
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.cert]);
  return start('https', (listener) => createSecureServer(certificate, listener), replies);
}

async function start(scheme: string, create: (listener: RequestListener) => Server, replies: Replies): Promise<AnsweringServer> {
  const asked: Asked[] = [];
  const server = create((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const reply = replies[Math.min(asked.length, replies.length - 1)];
      asked.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
      if (reply) response.writeHead(reply.status, reply.headers).end(reply.text);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
