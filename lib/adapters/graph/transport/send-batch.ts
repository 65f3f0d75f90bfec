import * as z from 'zod';
import type { ReadFailure } from '../../../domain/job/job-read.ts';
import { defined } from '../../../domain/optional.ts';
import type { GraphCall } from './graph-client.ts';
import { malformedAnswer, toReadFailure } from './graph-errors.ts';

// https://learn.microsoft.com/graph/json-batching
export const maximumBatchItems = 20;

interface BatchItem {
  method: 'GET';
  /** Path and query below the API version, already encoded. */
  path: string;
}

export type BatchItemResult = { ok: true; body: unknown; sentAtInMs: number } | { ok: false; failure: ReadFailure; sentAtInMs: number };

const BatchAnswerSchema = z.object({ responses: z.array(z.unknown()) });
const ItemAnswerSchema = z.object({
  id: z.string(),
  status: z.int().min(100).max(599),
  headers: z.record(z.string(), z.unknown()).nullish(),
  body: z.unknown().optional(),
});
type ItemAnswer = z.infer<typeof ItemAnswerSchema>;

/**
 * Asks up to 20 things in one request; answers one result per item, in the order given. An item that is missing, doubled or
 * unreadable in the answer fails as malformed. Items refused with 401 are asked once more with a new token, at most once per call.
 * @throws UpstreamError when the request as a whole failed.
 */
export async function sendBatch(
  call: GraphCall,
  nowInMs: () => number,
  operation: string,
  items: readonly BatchItem[],
): Promise<BatchItemResult[]> {
  const results = await sendItems(call, nowInMs, operation, items);
  if (results.every((result) => !result.ok && result.failure.reason === 'consentMissing')) call.distrustToken();
  const refused = results.flatMap((result, index) => (!result.ok && result.failure.status === 401 ? [index] : []));
  if (refused.length === 0 || !(await call.replaceToken())) return results;
  const again = await sendItems(
    call,
    nowInMs,
    operation,
    refused.flatMap((index) => items[index] ?? []),
  );
  refused.forEach((index, position) => {
    const result = again[position];
    if (result !== undefined) results[index] = result;
  });
  return results;
}

async function sendItems(
  call: GraphCall,
  nowInMs: () => number,
  operation: string,
  items: readonly BatchItem[],
): Promise<BatchItemResult[]> {
  const headers = { Prefer: 'include-unknown-enum-members' };
  const requests = items.map((item, index) => ({ id: String(index + 1), method: item.method, url: item.path, headers }));
  const { body, requestId, sentAtInMs } = await call.send({
    operation,
    method: 'POST',
    path: '/$batch',
    body: { requests },
    isForMany: true,
  });
  const answer = BatchAnswerSchema.safeParse(body);
  if (!answer.success) throw malformedAnswer(operation, 'The answer to $batch has no list of responses.', defined({ requestId }));
  const byId = Map.groupBy(
    answer.data.responses.flatMap((raw) => ItemAnswerSchema.safeParse(raw).data ?? []),
    (item) => item.id,
  );
  return requests.map(({ id }) => ({ ...toResult(byId.get(id) ?? [], requestId, nowInMs()), sentAtInMs }));
}

type Outcome = { ok: true; body: unknown } | { ok: false; failure: ReadFailure };

function toResult(answers: readonly ItemAnswer[], requestId: string | undefined, nowInMs: number): Outcome {
  const [answer, ...others] = answers;
  if (answer === undefined) return malformed('The answer to $batch holds no readable response for this item.', requestId);
  if (others.length > 0) return malformed('The answer to $batch holds several responses for this item.', requestId);
  if (answer.status >= 200 && answer.status < 300) return { ok: true, body: answer.body };
  const failure = toReadFailure({ status: answer.status, header: (name) => headerOf(answer, name), body: answer.body }, nowInMs);
  return { ok: false, failure: { ...defined({ requestId }), ...failure } };
}

function malformed(detail: string, requestId: string | undefined): Outcome {
  return { ok: false, failure: { reason: 'malformed', detail, ...defined({ requestId }) } };
}

function headerOf(answer: ItemAnswer, name: string): string | undefined {
  const value = Object.entries(answer.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
