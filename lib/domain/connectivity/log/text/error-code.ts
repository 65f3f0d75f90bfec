import type { LogLine } from '../log-line.ts';
import { endOf, type Fields, startOf } from './fields.ts';
import { isLetter } from './numbers.ts';
import { endLate } from './result-code.ts';

/** What an error of Squid says of a request: `late`: nothing came any more, `aborted`: one side broke off. */
type ErrorMeaning = 'dns' | 'tls' | 'timeout' | 'late' | 'aborted' | 403 | 407 | 'nothing';

// Its own names: https://github.com/squid-cache/squid/blob/master/src/error/forward.h
const meaningOf: ReadonlyMap<string, ErrorMeaning> = new Map(
  (
    [
      ['nothing', 'NONE'],
      ['dns', 'DNS_FAIL'],
      ['tls', 'SECURE_CONNECT_FAIL SECURE_ACCEPT_FAIL'],
      ['timeout', 'CONNECT_FAIL CANNOT_FORWARD GATEWAY_FAILURE SOCKET_FAILURE'],
      ['late', 'READ_TIMEOUT LIFETIME_EXP'],
      ['aborted', 'READ_ERROR WRITE_ERROR CLIENT_GONE ZERO_SIZE_OBJECT'],
      [403, 'ACCESS_DENIED FORWARDING_DENIED'],
      [407, 'CACHE_ACCESS_DENIED'],
    ] as const
  ).flatMap(([meaning, codes]) => codes.split(' ').map((code) => [`ERR_${code}`, meaning] as const)),
);

// Behind the fields of a row somebody may have put a few of his own before it.
const mostBefore = 6;
const beginning = 'ERR_';
const longestLabel = 24;
const underscore = 95;
const beforeCode = Array.from('[=:', (sign) => sign.charCodeAt(0));

/**
 * Reads what `%err_code/%err_detail` says behind the fields of a row of Squid where its number does not tell the reason: as an exception it
 * outweighs a number that tells a success. Undefined where no error stands there, false where it is one that nobody knows and the number
 * tells no failure. https://www.squid-cache.org/Doc/config/logformat/
 */
export function readErrorCode(fields: Fields, first: number, line: LogLine): boolean | undefined {
  const { text, count } = fields;
  for (let place = first; place < count && place < first + mostBefore; place++) {
    const from = beginOf(text, startOf(fields, place), endOf(fields, place));
    if (from >= 0) return hear(meaningOf.get(text.slice(from, endOfCode(text, from, endOf(fields, place)))), line);
  }
  return undefined;
}

/** Where a code begins in a field: `ERR_DNS_FAIL/-`, `[ERR_DNS_FAIL]`, `err=ERR_DNS_FAIL`; -1 for any other field. */
function beginOf(text: string, from: number, to: number): number {
  if (text.startsWith(beginning, from)) return from;
  const at = text.slice(from, Math.min(to, from + longestLabel)).indexOf(beginning);
  return at > 0 && beforeCode.includes(text.charCodeAt(from + at - 1)) ? from + at : -1;
}

function endOfCode(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && (isLetter(text.charCodeAt(at)) || text.charCodeAt(at) === underscore)) at++;
  return at;
}

function hear(meaning: ErrorMeaning | undefined, line: LogLine): boolean | undefined {
  const { status } = line;
  if (meaning === 'nothing' || typeof status !== 'number') return undefined;
  if (status >= 400) {
    // A number says as much as that nobody answered, and less than what befell the name or the certificate.
    if (status >= 500 && status !== 504 && (meaning === 'dns' || meaning === 'tls')) line.status = meaning;
    return true;
  }
  if (meaning === undefined) return false;
  if (meaning === 'aborted') line.isAborted = true;
  else if (meaning === 'late') endLate(status, line);
  else line.status = meaning;
  return true;
}
