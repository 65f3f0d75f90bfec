import * as z from 'zod';
import { bendReply, replyInstead } from '../faults/apply-fault.ts';
import type { FaultBook } from '../faults/fault-book.ts';
import type { GraphRequest } from '../routes/graph-context.ts';
import { badRequest, graphError } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';
import type { LogEntry } from './request-log.ts';
import { pause } from './send-reply.ts';

const itemSchema = z.object({
  id: z.string().min(1),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
});
const batchSchema = z.object({ requests: z.array(itemSchema) });
type Item = z.infer<typeof itemSchema>;
type ItemReply = { id: string; status: number; headers: Record<string, string>; body?: unknown };
export type BatchRequest = Omit<GraphRequest, 'parameters'>;

interface BatchParts {
  route(request: BatchRequest): Reply;
  faults: FaultBook;
  entry: LogEntry;
  closing: AbortSignal;
}

/** https://learn.microsoft.com/graph/json-batching */
const largestBatch = 20;

export function batchItems(body: unknown): number {
  const parsed = batchSchema.safeParse(body);
  return parsed.success ? parsed.data.requests.length : 1;
}

function itemUrl(item: Item, outer: URL): URL | undefined {
  if (/^[a-z]+:|^\/\//i.test(item.url) || item.url.includes('$batch')) return undefined;
  const version = outer.pathname.split('/')[1];
  const url = new URL(`/${version}/${item.url.replace(/^\//, '')}`, outer);
  return url.origin === outer.origin ? url : undefined;
}

async function answerItem(item: Item, outer: BatchRequest, parts: BatchParts): Promise<Reply> {
  const { trace, caller } = outer;
  const url = itemUrl(item, outer.url);
  if (!url) return badRequest('BadRequest', 'The url of a batch item must be relative and no batch.', trace);
  if (item.body !== undefined && !Object.keys(item.headers ?? {}).some((name) => name.toLowerCase() === 'content-type')) {
    return badRequest('BadRequest', 'A batch item with a body needs a Content-Type header.', trace);
  }
  const method = item.method.toUpperCase();
  const subject = {
    service: 'graph' as const,
    tenantId: caller.tenantId,
    clientId: caller.clientId,
    method,
    path: item.url,
    inBatch: true,
  };
  const fault = parts.faults.take({ ...subject, body: JSON.stringify(item.body ?? '') });
  if (fault?.kind === 'delay') await pause(fault.delayInMs, parts.closing);
  const instead = replyInstead(fault, 'graph', trace);
  return instead ?? bendReply(fault, parts.route({ ...outer, method, url, body: item.body }), 'graph', trace);
}

async function answerAll(items: readonly Item[], outer: BatchRequest, parts: BatchParts): Promise<ItemReply[]> {
  const failed = new Set<string>();
  const answer = async (item: Item): Promise<ItemReply> => {
    const blocked = item.dependsOn?.some((id) => failed.has(id));
    const reply = blocked
      ? graphError(424, 'FailedDependency', 'A request that this one depends on has failed.', outer.trace)
      : await answerItem(item, outer, parts);
    if (reply.status >= 400) failed.add(item.id);
    const headers = { ...(reply.body !== undefined && { 'Content-Type': 'application/json' }), ...reply.headers };
    return { id: item.id, status: reply.status, headers, ...(reply.body !== undefined && { body: reply.body }) };
  };
  if (!items.some((item) => item.dependsOn)) return Promise.all(items.map(answer));
  const replies: ItemReply[] = [];
  for (const item of items) replies.push(await answer(item));
  return replies;
}

/** Up to 20 requests at once; the answers come in any order, as Graph's do. */
export async function answerBatch(outer: BatchRequest, parts: BatchParts): Promise<Reply> {
  const parsed = batchSchema.safeParse(outer.body);
  if (!parsed.success) return badRequest('BadRequest', 'Invalid batch payload format.', outer.trace);
  const { requests } = parsed.data;
  if (requests.length > largestBatch)
    return badRequest('MaximumValueExceeded', `Number of batch request steps exceeds the maximum value of ${largestBatch}.`, outer.trace);
  if (new Set(requests.map((item) => item.id)).size !== requests.length)
    return badRequest('BadRequest', 'Request id must be unique in a batch.', outer.trace);
  const responses = await answerAll(requests, outer, parts);
  const statusOf = new Map(responses.map((reply) => [reply.id, reply.status]));
  parts.entry.batch = requests.map(({ id, method, url }) => ({ id, method, url, status: statusOf.get(id) ?? 0 }));
  const shuffled = responses.map((reply) => ({ reply, rank: outer.world.random() })).sort((left, right) => left.rank - right.rank);
  return { status: 200, body: { responses: shuffled.map(({ reply }) => reply) } };
}
