import { type Message, readMessage, readMultipart } from './multipart.ts';

// RFC 9112, 4; what comes before the answer itself (1xx) is no answer.
const statusLine = /^HTTP\/1\.\d ([2-5]\d\d)(?: [^\r\n]*)?$/;

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

/** `HTTP/1.1 204 No Content`, its headers, its body; undefined for what is not HTTP, however near it comes. */
function responseOf({ headers, body: text }: Message): Response | undefined {
  const [type = ''] = headers.get('content-type')?.split(';') ?? [];
  if (type.trim().toLowerCase() !== 'application/http') return undefined;
  const end = text.indexOf('\r\n');
  const [, status] = statusLine.exec(text.slice(0, Math.max(0, end))) ?? [];
  const message = readMessage(text.slice(end + 2));
  return status === undefined || message === undefined ? undefined : { status: Number(status), body: message.body };
}
