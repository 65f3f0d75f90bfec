import type { Ports } from '../ports/ports.ts';
import type { PollMessage } from '../tenant/poll-message.ts';
import { recordDeadLetter } from '../tenant/record-dead-letter.ts';
import { parseOperationMessage } from './operation-message.ts';
import { runOperation } from './run-operation.ts';
import type { RunDeps } from './save-step.ts';

/** A message of the queue `run-operation`. One that cannot be understood is kept as a dead letter and not tried again. */
export async function handleOperationMessage(deps: RunDeps & Pick<Ports, 'deadLetters'>, raw: unknown, id: string): Promise<PollMessage[]> {
  const parsed = parseOperationMessage(raw);
  if (parsed.ok) return runOperation(deps, parsed.message);
  await recordDeadLetter(deps, { queue: 'run-operation', id, reason: parsed.reason, message: raw });
  return [];
}
