import * as z from 'zod';
import type { PassRequest } from '../../domain/tenant/lease.ts';

/** A tick's turn, or a forced pass asked for by somebody who cannot wait; `rebuild` renews the views without a Graph call. */
const PollMessageSchema = z.union([
  z.strictObject({ v: z.literal(1), tickId: z.iso.datetime(), tenantId: z.guid() }),
  z.strictObject({
    v: z.literal(1),
    force: z.iso.datetime(),
    tenantId: z.guid(),
    rebuild: z.literal(true).optional(),
    tickId: z.undefined().optional(),
  }),
]);

export type PollMessage = z.infer<typeof PollMessageSchema>;

/** What the message asks for. */
export function requestOf(message: PollMessage): PassRequest {
  if (message.tickId !== undefined) return { kind: 'tick', tickId: message.tickId };
  return { kind: message.rebuild === true ? 'rebuild' : 'force', requestedAt: message.force };
}

/** The message, or in words why it cannot be one. */
export function parsePollMessage(raw: unknown): { ok: true; message: PollMessage } | { ok: false; reason: string } {
  const result = PollMessageSchema.safeParse(raw);
  if (result.success) return { ok: true, message: result.data };
  const version = typeof raw === 'object' && raw !== null && 'v' in raw ? raw.v : undefined;
  if (typeof version === 'number' && version > 1) return { ok: false, reason: `written by a newer version (v ${version})` };
  return { ok: false, reason: 'not a poll message' };
}
