import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { methodsOf } from '../../../lib/http/match-route.ts';

/** One request as it arrived, and the status it was answered with. */
interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  status: number;
}

export interface RecordingProxy extends AsyncDisposable {
  /** The address of the API by way of this proxy: links in answers lead through it as well. */
  api: string;
  asked: Asked[];
}

/** Passes on every request to the API as it is, and notes it. */
export async function startRecordingProxy(api: string): Promise<RecordingProxy> {
  const { hostname, port, pathname } = new URL(api);
  const asked: Asked[] = [];
  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing).catch(() => outgoing.destroy()));

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const [answer] = (await once(incoming.pipe(request({ hostname, port, method, path, headers })), 'response')) as [IncomingMessage];
    const { statusCode: status = 500 } = answer;
    asked.push({ method, path, headers, status });
    answer.pipe(outgoing.writeHead(status, answer.headers));
  }

  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    api: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

/** What no caller should do: ask for what is no route, or in a way that is refused. To wait and to give way is part of every caller's life. */
export function faultsIn(asked: readonly Asked[]): string[] {
  return asked.flatMap(({ method, path, status }) => {
    const { pathname } = new URL(path, 'http://localhost');
    if (!methodsOf(pathname).includes(method)) return [`${method} ${pathname} is no route`];
    return status < 400 || status === 409 || status === 429 ? [] : [`${method} ${pathname} answered ${status}`];
  });
}
