/**
 * The body as text.
 * @throws Error when it is longer than permitted.
 */
export async function readBounded(answer: Response, largestInBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > largestInBytes) throw new Error(`The answer has more than ${largestInBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
