import { type PollMessage, parsePollMessage } from './poll-message.ts';
import type { PollDeps, PollOptions } from './poll-options.ts';
import { pollTenant } from './poll-tenant.ts';
import type { Ports } from './ports.ts';
import { recordDeadLetter } from './record-dead-letter.ts';

/** A message of the queue `poll-tenant`. One that cannot be understood is kept as a dead letter and not tried again. */
export async function handlePollMessage(
  deps: PollDeps & Pick<Ports, 'deadLetters'>,
  options: PollOptions,
  raw: unknown,
  id: string,
): Promise<PollMessage[]> {
  const parsed = parsePollMessage(raw);
  if ('message' in parsed) return pollTenant(deps, parsed.message, options);
  await recordDeadLetter(deps, { queue: 'poll-tenant', id, reason: parsed.reason, message: raw });
  return [];
}
