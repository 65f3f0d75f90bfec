import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeAzure extends AsyncDisposable {
  url: string;
  seen: string[];
  /** What the app lists after each call to `sync`, the last for ever; a number is a status that is answered instead. */
  lists: (string[] | number)[];
  /** Rows of the first queries over the logs, then of all others. */
  ticks: unknown[][][];
  /** What the app said of its settings. */
  fault?: string;
  logsStatus: number;
}

const appId = '/subscriptions/s/resourceGroups/rg-prod/providers/Microsoft.Web/sites/func-1';
export const appIdOfFake = appId;

/** Azure's resource manager and its logs, on one loopback port: functions appear late and some at first not at all, logs arrive late. */
export async function startFakeAzure(lists: (string[] | number)[]): Promise<FakeAzure> {
  const fake: Omit<FakeAzure, 'url' | typeof Symbol.asyncDispose> = { seen: [], lists, ticks: [[['plan-polls']]], logsStatus: 200 };
  let listed: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [path = '', query = ''] = (request.url ?? '').split('?');
    fake.seen.push(`${request.method} ${path}`);
    const answer = (status: number, body?: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    if (request.headers.authorization !== 'Bearer token') return answer(401, { error: { code: 'AuthenticationFailed' } });
    if (path === `${appId}/host/default/sync`) {
      const next = fake.lists.length > 1 ? fake.lists.shift() : fake.lists[0];
      if (typeof next === 'number')
        return answer(next, { error: { code: 'ServiceUnavailable', message: 'Function host is not running.' } });
      listed = next ?? [];
      return answer(204);
    }
    if (path === `${appId}/functions`) {
      const skip = Number(new URLSearchParams(query).get('skip') ?? 0);
      const page = listed.slice(skip, skip + 20).map((name) => ({ name: `func-1/${name}`, type: 'Microsoft.Web/sites/functions' }));
      const nextLink = listed.length > skip + 20 ? `http://${request.headers.host}${path}?skip=${skip + 20}` : null;
      return answer(200, { value: page, nextLink });
    }
    if (path === '/v1/workspaces/workspace/query') {
      if (fake.logsStatus !== 200) return answer(fake.logsStatus, { error: { code: 'InsufficientAccessError' } });
      const { query: asked } = JSON.parse(Buffer.concat(chunks).toString());
      const isFault = asked.includes('The settings have');
      const rows = isFault ? (fake.fault === undefined ? [] : [[fake.fault]]) : fake.ticks.length > 1 ? fake.ticks.shift() : fake.ticks[0];
      return answer(200, { tables: [{ name: 'PrimaryResult', columns: [], rows }] });
    }
    return answer(404, { error: { code: 'ResourceNotFound' } });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(fake, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
