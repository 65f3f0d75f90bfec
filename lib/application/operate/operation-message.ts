import * as z from 'zod';
import { isoOf } from '../../domain/time.ts';
import type { PollMessage } from '../tenant/poll-message.ts';

/** Asks the worker to look at one operation; what is to be done stands in its row. */
const OperationMessageSchema = z.strictObject({ v: z.literal(1), tenantId: z.guid(), operationId: z.string().min(1).max(120) });

export type OperationMessage = z.infer<typeof OperationMessageSchema>;

/** Messages for the queues, by queue. */
export interface OutgoingMessages {
  'run-operation'?: OperationMessage[];
  'poll-tenant'?: PollMessage[];
}

/** The message, or in words why it cannot be one. */
export function parseOperationMessage(raw: unknown): { ok: true; message: OperationMessage } | { ok: false; reason: string } {
  const result = OperationMessageSchema.safeParse(raw);
  if (result.success) return { ok: true, message: result.data };
  const version = typeof raw === 'object' && raw !== null && 'v' in raw ? raw.v : undefined;
  if (typeof version === 'number' && version > 1) return { ok: false, reason: `written by a newer version (v ${version})` };
  return { ok: false, reason: 'not an operation message' };
}

/** The message that sets the worker to an operation. */
export function operationMessage({ tenantId, operationId }: { tenantId: string; operationId: string }): OperationMessage {
  return { v: 1, tenantId, operationId };
}

/** Renews a tenant's lists without a call to Graph. The service's own state has no such message: it renews itself. */
export function rebuildMessages(tenantId: string, now: number): PollMessage[] {
  return z.guid().safeParse(tenantId).success ? [{ v: 1, force: isoOf(now), tenantId, rebuild: true }] : [];
}

/** A pass that cannot wait for its tick. */
export function forcedPoll(tenantId: string, now: number): PollMessage {
  return { v: 1, force: isoOf(now), tenantId };
}
