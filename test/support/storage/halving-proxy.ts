import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What comes of the answer to one request, which is carried out in any case: it arrives; breaks off in the middle of its head or its body;
 * arrives as if its first half were all; or without the header that names the version of the row.
 */
export const halves = ['head', 'body', 'shortened', 'noEtag'] as const;
type Half = (typeof halves)[number];

export interface HalvingProxy extends AsyncDisposable {
  port: number;
  /** Answers that were halved so far. */
  halved: number;
  decide: (method: string, path: string) => Half | undefined;
}

/** An HTTP server before another one on this machine, which passes on every request and not every answer. */
export async function startHalvingProxy(targetPort: number): Promise<HalvingProxy> {
  const server = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing).catch(() => outgoing.destroy());
  });

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await read(incoming);
    const { method = 'GET', url: path = '/', headers } = incoming;
    const forwarded = request({ host: '127.0.0.1', port: targetPort, method, path, headers }).end(body);
    const [answer] = (await once(forwarded, 'response')) as [IncomingMessage];
    const content = await read(answer);
    const half = proxy.decide(method, path);
    if (half !== undefined) proxy.halved += 1;
    send(outgoing, answer, content, half);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: HalvingProxy = {
    port: (server.address() as AddressInfo).port,
    halved: 0,
    decide: () => undefined,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}

async function read(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function send(outgoing: ServerResponse, { statusCode = 500, headers }: IncomingMessage, content: Buffer, half: Half | undefined): void {
  const { 'transfer-encoding': _, ...kept } = headers;
  const firstHalf = content.subarray(0, Math.floor(content.length / 2));
  const length = statusCode === 204 ? {} : { 'content-length': String(half === 'shortened' ? firstHalf.length : content.length) };
  if (half === 'head') {
    outgoing.socket?.write(`HTTP/1.1 ${statusCode} `, () => outgoing.destroy());
    return;
  }
  if (half === 'noEtag') delete kept.etag;
  outgoing.writeHead(statusCode, { ...kept, ...length });
  if (half === 'body' && content.length > 0) outgoing.write(firstHalf, () => outgoing.destroy());
  else outgoing.end(half === 'shortened' ? firstHalf : withoutEtag(content, half));
}

// The version of a row that is read stands in the body.
function withoutEtag(content: Buffer, half: Half | undefined): Buffer {
  if (half !== 'noEtag') return content;
  return Buffer.from(content.toString('latin1').replaceAll('odata.etag', 'odata.xxxx'), 'latin1');
}
