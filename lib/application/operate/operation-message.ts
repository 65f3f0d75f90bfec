import * as z from 'zod';
import { isoOf } from '../../domain/time.ts';
import type { PollMessage } from '../tenant/messages/poll-message.ts';

/** Asks the worker to look at one operation; what is to be done stands in its row. Fields that a later release may add are ignored. */
const OperationMessageSchema = z.object({ v: z.literal(1), tenantId: z.guid(), operationId: z.string().min(1).max(120) });

export type OperationMessage = z.infer<typeof OperationMessageSchema>;

export const operationMessages = { queue: 'run-operation', name: 'an operation message', schema: OperationMessageSchema };

/** Messages for the queues, by queue. */
export interface OutgoingMessages {
  'run-operation'?: OperationMessage[];
  'poll-tenant'?: PollMessage[];
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
