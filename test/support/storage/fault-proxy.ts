import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * What happens to one request: forwarded, at once or later; lost with its connection before anything is done; carried out but its answer
 * lost with the connection, cut in half, or never sent; or refused with a 503 or a 403.
 */
export type Fault = 'none' | 'reset' | 'dropAnswer' | 'halveAnswer' | 'holdAnswer' | 'unavailable' | 'forbidden' | { delayInMs: number };

export interface FaultProxy {
  port: number;
  /** How many faults were injected so far. */
  faults(): number;
  close(): Promise<void>;
}

const refusals = { unavailable: '503 Server Busy', forbidden: '403 AuthorizationFailure' };
const refusalOf = (status: string) =>
  `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`;

/** A TCP proxy before an HTTP server on this machine; `decide` sees the first line of each request, such as `PUT /path HTTP/1.1`. */
export async function startFaultProxy(targetPort: number, decide: (requestLine: string) => Fault): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  let faults = 0;

  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    let fault: Fault = 'none';
    let forwarded = Promise.resolve();
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        target.destroy();
      });
    }
    client.on('data', (chunk) => {
      const requestLine = /^(?:GET|POST|PUT|PATCH|MERGE|DELETE) \S+ HTTP\/1\.1/.exec(chunk.toString('latin1'))?.[0];
      if (requestLine) fault = decide(requestLine);
      if (requestLine && fault !== 'none') faults += 1;
      if (fault === 'reset') client.resetAndDestroy();
      else if (typeof fault === 'object') {
        const { delayInMs } = fault;
        // What follows of the same request stays behind its beginning.
        forwarded = forwarded.then(() => (requestLine ? delay(delayInMs) : undefined)).then(() => void target.write(chunk));
      } else if (fault !== 'unavailable' && fault !== 'forbidden') target.write(chunk);
      else if (requestLine) client.end(refusalOf(refusals[fault]));
    });
    target.on('data', (chunk) => {
      // The target answers when it has committed, so the write is done and only its answer is lost.
      if (fault === 'dropAnswer') client.resetAndDestroy();
      else if (fault === 'halveAnswer') {
        fault = 'holdAnswer';
        client.write(chunk.subarray(0, chunk.length / 2), () => client.destroy());
      } else if (fault !== 'holdAnswer') client.write(chunk);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    faults: () => faults,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
