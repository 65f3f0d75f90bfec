import type { Clock } from '../../application/ports/ports.ts';
import type { Delivery } from '../../domain/channel/delivery.ts';
import type { Answer } from './judge-answer.ts';

const mostBodyBytes = 8 * 1024;

interface Post {
  url: string;
  body: unknown;
  timeoutInMs: number;
  judge(answer: Answer, nowInMs: number): Delivery;
}

/**
 * Posts JSON once. No redirect is followed, at most 8 KB of the answer are read, and nothing is thrown: an error's text could hold the
 * address, which is a secret, so only its kind leaves this function.
 */
export async function postJson({ clock }: { clock: Clock }, { url, body, timeoutInMs, judge }: Post): Promise<Delivery> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutInMs),
    });
    const text = await readStart(response);
    return judge({ status: response.status, retryAfter: response.headers.get('retry-after'), body: text }, clock.now());
  } catch (error) {
    const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
    return { outcome: 'retry', fault: name === 'TimeoutError' ? 'timeout' : 'unreachable' };
  }
}

async function readStart(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk.subarray(0, mostBodyBytes - bytes), { stream: true });
    bytes += chunk.length;
    if (bytes >= mostBodyBytes) break;
  }
  return text;
}
