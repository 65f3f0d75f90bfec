import * as z from 'zod';
import type { PassRequest } from '../../../domain/tenant/pass/lease.ts';

/**
 * A tick's turn, or a forced pass asked for by somebody who cannot wait; `rebuild` renews the views without a Graph call. Fields that a later
 * release may add are ignored.
 */
const PollMessageSchema = z.union([
  z.object({ v: z.literal(1), tickId: z.iso.datetime(), tenantId: z.guid(), force: z.undefined().optional() }),
  z.object({
    v: z.literal(1),
    force: z.iso.datetime(),
    tenantId: z.guid(),
    rebuild: z.literal(true).optional(),
    tickId: z.undefined().optional(),
  }),
]);

export type PollMessage = z.infer<typeof PollMessageSchema>;

export const pollMessages = { queue: 'poll-tenant', name: 'a poll message', schema: PollMessageSchema };

/** What the message asks for. */
export function requestOf(message: PollMessage): PassRequest {
  if (message.tickId !== undefined) return { kind: 'tick', tickId: message.tickId };
  return { kind: message.rebuild === true ? 'rebuild' : 'force', requestedAt: message.force };
}
