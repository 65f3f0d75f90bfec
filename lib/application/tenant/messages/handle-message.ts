import type * as z from 'zod';
import type { Ports } from '../../ports/ports.ts';
import { recordDeadLetter } from './record-dead-letter.ts';

/** The messages of one queue: where they lie, what one is called, and its form. */
export interface MessageKind<Message> {
  queue: string;
  name: string;
  schema: z.ZodType<Message>;
}

/**
 * Hands a delivered message to `handle`, which answers the messages to send. One that cannot be understood is kept as a dead letter and not
 * tried again.
 */
export async function handleMessage<Message, Next>(
  deps: Pick<Ports, 'deadLetters' | 'clock' | 'log'>,
  kind: MessageKind<Message>,
  { raw, id }: { raw: unknown; id: string },
  handle: (message: Message) => Promise<Next[]>,
): Promise<Next[]> {
  const parsed = parseMessage(kind, raw);
  if (parsed.ok) return handle(parsed.message);
  await recordDeadLetter(deps, { queue: kind.queue, id, reason: parsed.reason, message: raw });
  return [];
}

/** The message, or in words why it cannot be one. */
function parseMessage<Message>(
  { name, schema }: MessageKind<Message>,
  raw: unknown,
): { ok: true; message: Message } | { ok: false; reason: string } {
  const result = schema.safeParse(raw);
  if (result.success) return { ok: true, message: result.data };
  const version = typeof raw === 'object' && raw !== null && 'v' in raw ? raw.v : undefined;
  if (typeof version === 'number' && version > 1) return { ok: false, reason: `written by a newer version (v ${version})` };
  return { ok: false, reason: `not ${name}` };
}
