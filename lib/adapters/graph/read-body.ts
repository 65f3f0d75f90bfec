/**
 * Reads a body as text and stops at `maximumBytes`, whatever length was announced; then it answers undefined.
 * Rejects like `fetch` when the connection breaks or the request's deadline passes.
 */
export async function readBody(response: Response, maximumBytes: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  // Leaving the loop early cancels the stream and with it the connection.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
