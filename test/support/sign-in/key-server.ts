import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the key endpoint does next. */
export type KeyAnswer = { keys: readonly object[] } | ((response: ServerResponse) => void);

/** A key endpoint on loopback that answers as the test says, and remembers when it was asked. */
export async function startKeyServer(clock: { now(): number }) {
  const asked: number[] = [];
  let answer: KeyAnswer = { keys: [] };
  const server = createServer((_, response) => {
    asked.push(clock.now());
    if (typeof answer === 'function') return answer(response);
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/common/discovery/v2.0/keys`,
    asked,
    answer: (next: KeyAnswer) => {
      answer = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
