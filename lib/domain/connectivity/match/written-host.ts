import type { Letters } from './letters.ts';

/** A host as a log writes it. */
export interface WrittenHost {
  /** The text that it stands in, mostly the log itself, and where: as long as nobody asks, it is not copied. */
  text: string;
  hostFrom: number;
  hostTo: number;
  /** Whether some of it is escaped, or stands between asterisks. */
  isEscaped: boolean;
}

/** A host with the letters that are meant, all of them in ASCII, where it is escaped; else they are those that are written. */
export interface SpelledHost extends WrittenHost {
  letters: Letters;
  lettersFrom: number;
  lettersTo: number;
}

/** The host as it is meant. */
export function hostOf({ text, hostFrom, hostTo, isEscaped }: WrittenHost): string {
  const written = text.slice(hostFrom, hostTo);
  return isEscaped ? unescapeHost(written) : written;
}

const characters = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));

/** The host without asterisks, and with what is escaped as it is meant, put together of pieces: most hosts have a sign or two. */
export function unescapeHost(written: string): string {
  const host = written.includes('*') ? written.replaceAll('*', '') : written;
  let plain = '';
  let from = 0;
  for (let at = host.indexOf('%'); at >= 0; at = host.indexOf('%', at + 1)) {
    const code = escapedAt(host, at);
    if (code < 0) continue;
    if (at > from) plain += host.slice(from, at);
    plain += characters[code] ?? '';
    from = at + 3;
  }
  return from === 0 ? host : plain + host.slice(from);
}

/** The character that `%HH` at an offset stands for; -1 where it stands for none. */
export function escapedAt(text: string, at: number): number {
  const [high, low] = [valueOfHex(text.charCodeAt(at + 1)), valueOfHex(text.charCodeAt(at + 2))];
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function valueOfHex(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
