import type { Ports } from '../ports/ports.ts';
import { type PollMessage, parsePollMessage } from '../tenant/poll-message.ts';
import { recordDeadLetter } from '../tenant/record-dead-letter.ts';
import type { PollDeps, PollOptions } from './poll-options.ts';
import { pollTenant } from './poll-tenant.ts';

/** A message of the queue `poll-tenant`. One that cannot be understood is kept as a dead letter and not tried again. */
export async function handlePollMessage(
  deps: PollDeps & Pick<Ports, 'deadLetters'>,
  options: PollOptions,
  raw: unknown,
  id: string,
): Promise<PollMessage[]> {
  const parsed = parsePollMessage(raw);
  if (parsed.ok) return pollTenant(deps, parsed.message, options);
  await recordDeadLetter(deps, { queue: 'poll-tenant', id, reason: parsed.reason, message: raw });
  return [];
}
