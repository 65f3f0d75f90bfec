import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../faults/fault-rules.ts';
import type { Reply } from '../wire/reply.ts';

/** Waits, but not beyond the server's end. */
export async function pause(delayInMs: number, closing: AbortSignal): Promise<void> {
  if (delayInMs > 0) await sleep(delayInMs, undefined, { signal: closing }).catch(() => undefined);
}

function bytesOf(reply: Reply): Buffer {
  if (reply.body === undefined) return Buffer.alloc(0);
  return Buffer.from(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
}

async function drip(response: ServerResponse, bytes: Buffer, bytesPerSecond: number, closing: AbortSignal): Promise<void> {
  const step = Math.max(1, Math.round(bytesPerSecond / 10));
  for (let sent = 0; sent < bytes.length && !closing.aborted && !response.destroyed; sent += step) {
    response.write(bytes.subarray(sent, sent + step));
    await pause((step / bytesPerSecond) * 1000, closing);
  }
  response.end();
}

/** Writes the answer, whole or as the fault has it. */
export async function sendReply(response: ServerResponse, reply: Reply, fault: Fault | undefined, closing: AbortSignal): Promise<void> {
  if (response.destroyed || closing.aborted) return;
  const bytes = bytesOf(reply);
  const headers: Record<string, string | number> = { ...reply.headers };
  if (bytes.length > 0 && headers['content-type'] === undefined) headers['content-type'] = 'application/json';
  if (reply.status !== 204 && reply.status !== 304) headers['content-length'] = bytes.length;
  response.writeHead(reply.status, headers);
  if (fault?.kind === 'truncate') {
    response.write(bytes.subarray(0, fault.afterBytes), () => response.destroy());
  } else if (fault?.kind === 'drip') await drip(response, bytes, fault.bytesPerSecond, closing);
  else response.end(bytes);
}
