import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { refuseForeign } from './refuse-foreign.ts';

interface LoopbackServer {
  port: number;
  /** Aborted when the server closes: whatever waits gives up. */
  closing: AbortSignal;
  close(): Promise<void>;
}

interface LoopbackOptions {
  /** 0 = any free port. */
  port: number;
  tls?: { key: string; cert: string };
  /** Pages of these origins may ask for changes. */
  origins?: readonly string[];
  listener: (closing: AbortSignal) => RequestListener;
}

/** A server on 127.0.0.1 whose close() leaves no socket and no timer behind. Rejects with EADDRINUSE when the port is taken. */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const abort = new AbortController();
  const listener = refuseForeign(options.listener(abort.signal), options.origins ?? []);
  const server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    closing: abort.signal,
    close: async () => {
      if (!server.listening) return;
      abort.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
