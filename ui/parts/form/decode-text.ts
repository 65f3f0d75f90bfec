/** The text of a file, in the encoding that its first bytes name or show: Windows PowerShell 5 writes UTF-16 with `>`, all else UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(markedEncoding(bytes) ?? unmarkedEncoding(bytes)).decode(bytes);
}

// https://encoding.spec.whatwg.org/#bom-sniff
function markedEncoding([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

// Of a text the beginning tells.
const looked = 2_048;
const [fewestNuls, mostOther] = [0.2, 0.02];

/** No text in UTF-8 holds a NUL; in UTF-16 one half of each plain letter is one. */
function unmarkedEncoding(bytes: Uint8Array): string {
  const beginning = bytes.subarray(0, looked);
  const pairs = Math.max(1, beginning.length >> 1);
  const shareAt = (half: number) => beginning.filter((byte, place) => byte === 0 && place % 2 === half).length / pairs;
  const [high, low] = [shareAt(0), shareAt(1)];
  if (low > fewestNuls && high < mostOther) return 'utf-16le';
  return high > fewestNuls && low < mostOther ? 'utf-16be' : 'utf-8';
}

/** Whether bytes that are not packed are those of a picture, an event log or a program: no text has a NUL but in UTF-16. */
export function isBinary(bytes: Uint8Array): boolean {
  const beginning = bytes.subarray(0, looked / 2);
  return (markedEncoding(bytes) ?? unmarkedEncoding(bytes)) === 'utf-8' && beginning.includes(0);
}

/** Whether bytes are those of a file in gzip or ZIP, which holds no text to read: https://www.rfc-editor.org/rfc/rfc1952#page-5 */
export function isPacked([first, second, third = 0xff]: Uint8Array): boolean {
  // A text may begin with PK.
  return (first === 0x1f && second === 0x8b) || (first === 0x50 && second === 0x4b && third < 0x09);
}
