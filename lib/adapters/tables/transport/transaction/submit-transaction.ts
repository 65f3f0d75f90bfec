import type { TableService } from '../open-service.ts';
import type { TableAction } from '../table.ts';
import { RefusedRequestError } from '../translate-error.ts';
import { readTransactionAnswer } from './transaction-answer.ts';
import { transactionBody, transactionType } from './transaction-body.ts';

/**
 * Sends all actions as one transaction. Throws `RefusedRequestError` unless the answer says that they were done. The SDK (13.3.2) would
 * build a client for each, send each action through its pipeline and delete whatever the ETag.
 */
export async function submitTransaction(
  { send, tableUrl }: TableService,
  partitionKey: string,
  actions: readonly TableAction[],
  limit: { abortSignal: AbortSignal },
): Promise<void> {
  const headers = { accept: 'application/json', 'content-type': transactionType };
  const body = transactionBody(tableUrl, partitionKey, actions);
  const answer = await send({ method: 'POST', path: '$batch', headers, body, ...limit });
  if (answer.status !== 202) throw new RefusedRequestError(answer, answer.status, answer.text);
  const outcome = readTransactionAnswer(answer.headers.get('content-type'), answer.text, actions.length);
  if (outcome.is === 'refused') throw new RefusedRequestError(answer, outcome.status, outcome.body);
  if (outcome.is === 'unreadable') throw new RefusedRequestError(answer, answer.status, '');
}
