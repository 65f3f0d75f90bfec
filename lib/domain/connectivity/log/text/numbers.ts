/** The number that the digits between two offsets are, or -1 where anything else stands there. Leading zeros are digits. */
export function readDigits(text: string, from: number, to: number): number {
  if (from >= to || to - from > 15) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** A status of three digits, 0 for `000`, or -1. */
export function readStatus(text: string, from: number, to: number): number {
  if (to - from !== 3) return -1;
  const status = readDigits(text, from, to);
  return status === 0 || (status >= 100 && status < 600) ? status : -1;
}

export function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** Whether a word of letters, as methods are, stands between the offsets. */
export function isWord(text: string, from: number, to: number): boolean {
  if (to - from < 3 || to - from > 17) return false;
  for (let at = from; at < to; at++) if (!isLetter(text.charCodeAt(at))) return false;
  return true;
}

/** Whether the word is CONNECT: by it a client asks a proxy for a tunnel. */
export function isConnect(text: string, from: number, to: number): boolean {
  return to - from === 7 && isWrittenAt(text, from, 'connect');
}

/** Whether a word of small letters stands at an offset, in small ones or in capitals. */
export function isWrittenAt(text: string, at: number, word: string): boolean {
  for (let place = 0; place < word.length; place++) if ((text.charCodeAt(at + place) | 32) !== word.charCodeAt(place)) return false;
  return true;
}
