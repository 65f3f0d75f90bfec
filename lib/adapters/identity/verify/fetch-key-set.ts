import { readBounded } from '../read-bounded.ts';
import { parseKeySet, type SigningKey } from './key-set.ts';

const largestAnswerInBytes = 256 * 1024;

/**
 * Asks the key endpoint once, and it alone: a redirect is not followed.
 * @throws Error when it gives no usable keys, or not in time.
 */
export async function fetchKeySet(url: string, timeoutInMs: number): Promise<SigningKey[]> {
  const answer = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutInMs),
  });
  if (answer.status !== 200) {
    await answer.body?.cancel();
    throw new Error(`The key endpoint answered HTTP ${answer.status}.`);
  }
  return parseKeySet(await readBounded(answer, largestAnswerInBytes));
}
