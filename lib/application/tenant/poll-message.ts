import * as z from 'zod';

/** A tick's turn, or a forced pass asked for by somebody who cannot wait; `rebuild` renews the views without a Graph call. */
const PollMessageSchema = z.union([
  z.strictObject({ v: z.literal(1), tickId: z.iso.datetime(), tenantId: z.guid() }),
  z.strictObject({ v: z.literal(1), force: z.iso.datetime(), tenantId: z.guid(), rebuild: z.literal(true).optional() }),
]);

export type PollMessage = z.infer<typeof PollMessageSchema>;

/** The message, or in words why it cannot be one. */
export function parsePollMessage(raw: unknown): { message: PollMessage } | { reason: string } {
  const result = PollMessageSchema.safeParse(raw);
  if (result.success) return { message: result.data };
  const version = typeof raw === 'object' && raw !== null && 'v' in raw ? raw.v : undefined;
  if (typeof version === 'number' && version > 1) return { reason: `written by a newer version (v ${version})` };
  return { reason: 'not a poll message' };
}
