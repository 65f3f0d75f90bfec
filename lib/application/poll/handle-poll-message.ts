import type { Ports } from '../ports/ports.ts';
import { handleMessage } from '../tenant/messages/handle-message.ts';
import { type PollMessage, pollMessages } from '../tenant/messages/poll-message.ts';
import type { PollDeps, PollOptions } from './poll-options.ts';
import { pollTenant } from './poll-tenant.ts';

/** A message of the queue `poll-tenant`. */
export function handlePollMessage(
  deps: PollDeps & Pick<Ports, 'deadLetters'>,
  options: PollOptions,
  raw: unknown,
  id: string,
): Promise<PollMessage[]> {
  return handleMessage(deps, pollMessages, { raw, id }, (message) => pollTenant(deps, message, options));
}
