const nul = '\0';
// The mark of the byte order, as such or read as letters.
const mark = /^(?:\u00ff\u00fe|\u00fe\u00ff|\ufffd{1,2}|\ufeff)/;
// Replacing one by one would cost five times as much.
const piece = 8_192;

/** The text of a file in UTF-16, as Windows PowerShell 5 writes it, that somebody has read byte by byte: each letter has a NUL at its side. */
export function withoutNuls(text: string): string {
  if (!text.includes(nul)) return text;
  const codes = new Uint16Array(piece);
  let [plain, count] = ['', 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0) continue;
    codes[count++] = code;
    if (count < piece) continue;
    plain += textOf(codes);
    count = 0;
  }
  return (plain + textOf(codes.subarray(0, count))).replace(mark, '');
}

function textOf(codes: Uint16Array): string {
  return Reflect.apply(String.fromCharCode, undefined, codes);
}
