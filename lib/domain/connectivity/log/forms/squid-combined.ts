import { type LineReading, type LogLine, putClient, putTarget, putTime } from '../log-line.ts';
import { readErrorCode } from '../text/error-code.ts';
import { endOf, type Fields, startOf } from '../text/fields.ts';
import { isConnect, isWord, readDigits, readStatus } from '../text/numbers.ts';
import { type RequestTarget, readRequestTarget } from '../text/request-target.ts';
import { readResultCode } from '../text/result-code.ts';

const latestRequest = 10;

/**
 * Reads a line of the combined and of the common format, as Squid, Apache and others write it:
 * `client - user [time] "METHOD target HTTP/1.1" status bytes "referer" "agent" CODE:HIERARCHY`.
 * https://wiki.squid-cache.org/Features/LogFormat
 * @param only Where its request stands, behind another row in the same line; absent for the first.
 */
export function readSquidCombined(fields: Fields, line: LogLine, target: RequestTarget, only?: number): LineReading {
  const { text } = fields;
  const last = Math.min(fields.count - 1, only === undefined ? latestRequest : only + 1);
  for (let place = only ?? 1; place < last; place++) {
    const from = startOf(fields, place);
    if (text.charCodeAt(from - 1) !== 34) continue;
    const to = endOf(fields, place);
    const status = readStatus(text, startOf(fields, place + 1), endOf(fields, place + 1));
    if (status < 0) return 'unknown';
    const methodEnd = blankAfter(text, from, to);
    // `"-" 408`, `"NONE error:…" 400`: nothing was asked for.
    if (text.startsWith('error:', methodEnd + 1) || to - from < 2) return 'silent';
    const targetEnd = blankAfter(text, methodEnd + 1, to);
    if (!isWord(text, from, methodEnd) || !readRequestTarget(text, methodEnd + 1, targetEnd, target)) return 'unknown';
    putTarget(line, target);
    line.isTunnel = isConnect(text, from, methodEnd);
    line.port = target.port ?? (line.isTunnel ? 443 : undefined);
    line.status = status;
    readBeforeRequest(fields, place, line);
    return readLastCode(fields, place + 2, line) ? 'request' : 'unclear';
  }
  return 'unknown';
}

function blankAfter(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) <= 32) return at;
  return to;
}

// `client ident user [time]`
function readBeforeRequest(fields: Fields, place: number, line: LogLine): void {
  const { text } = fields;
  const from = startOf(fields, place - 1);
  if (text.charCodeAt(from) !== 91) return;
  putTime(line, text, from + 1, endOf(fields, place - 1) - 1);
  if (place >= 4) putClient(line, text, startOf(fields, place - 4), endOf(fields, place - 4));
}

// `TCP_TUNNEL_ABORTED:HIER_DIRECT`, and behind it perhaps the milliseconds that somebody has added.
function readLastCode(fields: Fields, from: number, line: LogLine): boolean {
  const { text } = fields;
  for (let place = from; place < fields.count; place++) {
    const [start, end] = [startOf(fields, place), endOf(fields, place)];
    // The time of another row.
    if (text.charCodeAt(start) === 91) return true;
    const colon = text.slice(start, end).indexOf(':') + start;
    if (colon < start || text.charCodeAt(start - 1) === 34) continue;
    const elapsed = readDigits(text, startOf(fields, place + 1), endOf(fields, place + 1));
    if (place + 1 < fields.count && elapsed >= 0) line.durationInMs = elapsed;
    const isClear = readResultCode(text, start, colon, line);
    return readErrorCode(fields, place + 1, line) ?? isClear;
  }
  return true;
}
