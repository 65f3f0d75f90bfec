import type { Delivery } from '../../domain/channel/delivery.ts';
import { parseRetryAfter } from '../../domain/retry-after.ts';

export interface Answer {
  status: number;
  retryAfter: string | null;
  /** At most 8 KB of it. */
  body: string;
}

const worthAnotherTry = [408, 425, 429];
const tooLargeText = /entity ?too ?large|message ?size|exceed\w* .{0,40}size|size .{0,40}exceed/i;

/** What an answer of a Workflows webhook means; `nowInMs` turns a date in Retry-After into a delay. */
export function judgeTeamsAnswer(answer: Answer, nowInMs: number): Delivery {
  const { status, body } = answer;
  if (status !== 200 && status !== 202) return judgeStatus(answer, nowInMs);
  // Connectors answered 200 with the true status in the text: https://github.com/MicrosoftDocs/msteams-docs/issues/1810
  const told = /returned HTTP error (?<told>[45]\d\d)/i.exec(body)?.groups?.told;
  if (told !== undefined) return judgeStatus({ ...answer, status: Number(told) }, nowInMs);
  if (/delivery failed|"error"\s*:/i.test(body)) return { outcome: 'retry', fault: 'errorText' };
  return { outcome: 'accepted', proven: status === 200 };
}

/** What an answer of any other webhook means: each 2xx is a receipt. */
export function judgeWebhookAnswer(answer: Answer, nowInMs: number): Delivery {
  const isReceipt = answer.status >= 200 && answer.status < 300;
  return isReceipt ? { outcome: 'accepted', proven: answer.status !== 202 } : judgeStatus(answer, nowInMs);
}

function judgeStatus({ status, retryAfter, body }: Answer, nowInMs: number): Delivery {
  const fault = `HTTP ${status}` as const;
  if (status >= 300 && status < 400) return { outcome: 'broken', fault: 'redirect' };
  if (status === 413 || (status === 400 && tooLargeText.test(body))) return { outcome: 'tooLarge', fault };
  if (status < 500 && !worthAnotherTry.includes(status)) return { outcome: 'broken', fault };
  const retryAfterInMs = parseRetryAfter(retryAfter, nowInMs);
  return { outcome: 'retry', fault, ...(retryAfterInMs !== undefined && { retryAfterInMs }) };
}
