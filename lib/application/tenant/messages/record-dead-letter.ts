import { cleanJson, cleanText } from '../../../domain/clean-text.ts';
import type { Ports } from '../../ports/ports.ts';

/** More of a message than this is not kept: enough to see what it was. */
const keptCharacters = 4_000;

interface Letter {
  queue: string;
  id: string;
  reason: string;
  message: unknown;
}

/** Keeps a message that could not be handled, with the reason and, where it names one, the tenant. */
export async function recordDeadLetter(deps: Pick<Ports, 'deadLetters' | 'clock' | 'log'>, letter: Letter): Promise<void> {
  const { message } = letter;
  const tenantId = tenantOf(message);
  await deps.deadLetters.record({
    queue: letter.queue,
    id: letter.id,
    at: new Date(deps.clock.now()).toISOString(),
    reason: letter.reason,
    text: typeof message === 'string' ? cleanText(message, keptCharacters) : cleanJson(message, keptCharacters),
    ...(tenantId === undefined ? {} : { tenantId }),
  });
  deps.log.warn('Message recorded as a dead letter', { queue: letter.queue, reason: letter.reason, tenantId });
}

function tenantOf(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null || !('tenantId' in message)) return undefined;
  return typeof message.tenantId === 'string' ? cleanText(message.tenantId, 64) : undefined;
}
