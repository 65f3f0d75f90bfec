import { type Message, readMessage, readMultipart } from './multipart.ts';

/** What became of a transaction: all of its actions were done, or one was refused and so none was, or the answer tells neither. */
type TransactionOutcome = { is: 'committed' } | { is: 'refused'; status: number; body: string } | { is: 'unreadable' };

/**
 * Reads the answer to a batch of one change set. Only as many good responses as there were actions, in a body that is whole, mean that
 * they were done. https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions#sample-responses
 */
export function readTransactionAnswer(contentType: string | undefined, text: string, actions: number): TransactionOutcome {
  const responses = responsesIn(contentType, text);
  if (responses === undefined) return { is: 'unreadable' };
  const refusal = responses.find(({ status }) => status >= 400);
  if (refusal !== undefined) return { is: 'refused', ...refusal };
  const areGood = responses.every(({ status }) => status >= 200 && status < 300);
  return areGood && actions > 0 && responses.length === actions ? { is: 'committed' } : { is: 'unreadable' };
}

interface Response {
  status: number;
  body: string;
}

function responsesIn(contentType: string | undefined, text: string): Response[] | undefined {
  const [changeset, ...others] = readMultipart(contentType, text) ?? [];
  if (changeset === undefined || others.length > 0) return undefined;
  const parts = readMultipart(changeset.headers.get('content-type'), changeset.body);
  const responses = parts?.map(responseOf) ?? [];
  const known = responses.filter((response) => response !== undefined);
  return known.length === responses.length ? known : undefined;
}

/** `HTTP/1.1 204 No Content`, its headers, its body. */
function responseOf({ headers, body: text }: Message): Response | undefined {
  const [type = ''] = headers.get('content-type')?.split(';') ?? [];
  if (type.trim().toLowerCase() !== 'application/http') return undefined;
  const end = text.indexOf('\r\n');
  const [protocol = '', code = ''] = text.slice(0, Math.max(0, end)).split(' ');
  const message = readMessage(text.slice(end + 2));
  if (!protocol.startsWith('HTTP/') || code.length !== 3 || message === undefined) return undefined;
  const status = Number(code);
  return status >= 200 && status < 600 ? { status, body: message.body } : undefined;
}
