import type { Ports } from '../../ports/ports.ts';
import { handleMessage } from '../../tenant/messages/handle-message.ts';
import type { PollMessage } from '../../tenant/messages/poll-message.ts';
import { operationMessages } from '../operation-message.ts';
import { runOperation } from './run-operation.ts';
import type { RunDeps } from './save-step.ts';

/** A message of the queue `run-operation`. */
export function handleOperationMessage(deps: RunDeps & Pick<Ports, 'deadLetters'>, raw: unknown, id: string): Promise<PollMessage[]> {
  return handleMessage(deps, operationMessages, { raw, id }, (message) => runOperation(deps, message));
}
