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
  return parseKeySet(await readBounded(answer));
}

async function readBounded(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > largestAnswerInBytes) throw new Error(`The key endpoint answered more than ${largestAnswerInBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
