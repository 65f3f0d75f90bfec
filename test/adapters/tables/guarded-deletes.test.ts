import { describe, expect, it } from '@jest/globals';
import { createGuardedDeletes } from '../../../lib/adapters/tables/guarded-deletes.ts';

type Send = ReturnType<typeof createGuardedDeletes>['policy']['sendRequest'];
type Request = Parameters<Send>[0];
type Next = Parameters<Send>[1];

/** What would leave for a transaction whose deletes carry `etags`. */
async function sent(body: string, etags?: readonly string[]): Promise<unknown> {
  const guards = createGuardedDeletes();
  const { signal } = new AbortController();
  if (etags) guards.remember(signal, etags);
  const bodies: unknown[] = [];
  const next = (async (request: Request) => void bodies.push(request.body)) as unknown as Next;
  await guards.policy.sendRequest({ body, abortSignal: signal } as unknown as Request, next);
  return bodies[0];
}

function part(method: string, etag = '*'): string {
  return `--changeset_1\r\n\r\n${method} http://h/T(PartitionKey='p',RowKey='r') HTTP/1.1\r\nAccept: application/json\r\nIf-Match: ${etag}\r\n\r\n\r\n`;
}

describe('a delete within a transaction', () => {
  it('carries its own ETag, each delete in turn, and no other action is touched', async () => {
    const body = await sent(part('DELETE') + part('PUT', 'W/"3"') + part('DELETE'), ['W/"1"', '*']);
    expect(String(body).match(/If-Match: .*/gi)).toEqual(['if-match: W/"1"', 'If-Match: W/"3"', 'if-match: *']);
  });

  it('is not sent at all when its place for the ETag cannot be found', async () => {
    await expect(async () => sent(part('DELETE', 'W/"0"'), ['W/"1"'])).rejects.toThrow('The SDK has changed');
    await expect(async () => sent(part('PUT'), ['W/"1"'])).rejects.toThrow('The SDK has changed');
  });

  it('leaves every other request as it is', async () => {
    expect(await sent(part('DELETE'))).toBe(part('DELETE'));
    expect(await sent(part('PUT'), [])).toBe(part('PUT'));
  });
});
