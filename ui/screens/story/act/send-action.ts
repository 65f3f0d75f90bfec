import type { JobAction, Operation, Problem } from '../../../../client/client.d.ts';
import { request } from '../../../api/request.ts';

export type Sent = { kind: 'accepted'; operation: Operation } | { kind: 'refused'; problem: Problem } | { kind: 'unknown' };

/** What a person adds: why, and what the action needs of them. */
export interface Said {
  reason: string;
  [field: string]: unknown;
}

/**
 * Sends an action under its key. An answer that is lost on the way is asked for once more with the same key, which cannot act twice; then a
 * person is told that it is not known whether it arrived.
 */
export async function sendAction({ request: { method, url, body } }: JobAction, key: string, { reason, ...seen }: Said): Promise<Sent> {
  const said = { ...body, ...seen, ...(reason.trim() && { reason: reason.trim() }) };
  const asked = { method, headers: { 'idempotency-key': key }, body: said };
  const first = await request<Operation>(url, asked);
  const answer = first.kind === 'none' ? await request<Operation>(url, asked) : first;
  if (answer.kind === 'body') return { kind: 'accepted', operation: answer.body };
  return answer.kind === 'problem' ? { kind: 'refused', problem: answer.problem } : { kind: 'unknown' };
}
