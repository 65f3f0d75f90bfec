import type { ServerResponse } from 'node:http';
import { bendReply, replyInstead } from '../faults/apply-fault.ts';
import type { FaultBook } from '../faults/fault-book.ts';
import type { Fault } from '../faults/fault-rules.ts';
import type { Trace } from '../wire/graph-error.ts';
import type { Incoming, Reply, Service } from '../wire/reply.ts';
import { type LogEntry, type RequestLog, withoutSecrets } from './request-log.ts';
import { pause, sendReply } from './send-reply.ts';

export interface Exchange {
  service: Service;
  tenantId?: string;
  clientId?: string;
  /** What the log may show of the body; secrets are taken out. */
  loggedBody?: unknown;
  trace: Trace;
  headers: Record<string, string>;
  latencyInMs: number;
  perform(entry: LogEntry): Promise<Reply>;
}

function entryOf(incoming: Incoming, exchange: Exchange): LogEntry {
  return {
    at: new Date(exchange.trace.now).toISOString(),
    service: exchange.service,
    method: incoming.method,
    path: incoming.path,
    ...(exchange.tenantId !== undefined && { tenantId: exchange.tenantId }),
    ...(exchange.clientId !== undefined && { clientId: exchange.clientId }),
    ...(exchange.loggedBody !== undefined && { body: withoutSecrets(exchange.loggedBody) }),
    status: 0,
  };
}

async function answer(
  exchange: Exchange,
  fault: Fault | undefined,
  entry: LogEntry,
  closing: AbortSignal,
): Promise<Reply | 'reset' | 'hang'> {
  if (fault?.kind === 'reset' || fault?.kind === 'hang') return fault.kind;
  if (fault?.kind === 'delay') await pause(fault.delayInMs, closing);
  await pause(exchange.latencyInMs, closing);
  const { service, trace } = exchange;
  const reply = replyInstead(fault, service, trace) ?? bendReply(fault, await exchange.perform(entry), service, trace);
  return fault?.kind === 'afterEffect' && typeof fault.status === 'string' ? fault.status : reply;
}

/** A TLS socket cannot send a reset of its own. */
function cut(response: ServerResponse): void {
  const { socket } = response;
  if (socket && 'encrypted' in socket) socket.destroy();
  else socket?.resetAndDestroy();
}

/** One request from log to answer, with whatever fault is due. */
export async function runExchange(
  incoming: Incoming,
  response: ServerResponse,
  exchange: Exchange,
  shared: { log: RequestLog; faults: FaultBook },
  closing: AbortSignal,
): Promise<void> {
  const entry = entryOf(incoming, exchange);
  shared.log.add(entry);
  const { service, tenantId, clientId } = exchange;
  const who = { ...(tenantId !== undefined && { tenantId }), ...(clientId !== undefined && { clientId }) };
  const fault = shared.faults.take({ service, ...who, method: incoming.method, path: incoming.path, inBatch: false, body: incoming.body });
  const reply = await answer(exchange, fault, entry, closing);
  if (reply === 'hang') return;
  if (reply === 'reset') {
    cut(response);
    return;
  }
  entry.status = reply.status;
  await sendReply(response, { ...reply, headers: { ...exchange.headers, ...reply.headers } }, fault, closing);
}
