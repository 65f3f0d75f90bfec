import { type LineReading, type LogLine, putClient, putTarget, putTime } from '../log-line.ts';
import { readErrorCode } from '../text/error-code.ts';
import { endOf, type Fields, startOf } from '../text/fields.ts';
import { isConnect, isWord, readDigits, readStatus } from '../text/numbers.ts';
import { type RequestTarget, readRequestTarget } from '../text/request-target.ts';
import { readResultCode } from '../text/result-code.ts';

// Syslog and hand-made formats put their own fields before the time.
const latestResult = 12;
const shortestSeconds = 9;
// The result, and what follows it up to the type.
const fieldsFromResult = 7;

/**
 * Reads a line of Squid's own format: `time elapsed client code/status bytes method URL user hierarchy/peer type`. Elapsed are milliseconds.
 * https://wiki.squid-cache.org/Features/LogFormat
 * @param only Where its result stands, behind another row in the same line; absent for the first.
 */
export function readSquidNative(fields: Fields, line: LogLine, target: RequestTarget, only?: number): LineReading {
  const { text } = fields;
  const last = Math.min(fields.count - 3, (only ?? latestResult) + 1);
  for (let place = only ?? 3; place < last; place++) {
    const slash = slashOfResult(text, startOf(fields, place), endOf(fields, place));
    if (slash < 0) continue;
    const elapsed = readDigits(text, startOf(fields, place - 2), endOf(fields, place - 2));
    const size = readDigits(text, startOf(fields, place + 1), endOf(fields, place + 1));
    const [methodFrom, methodTo] = [startOf(fields, place + 2), endOf(fields, place + 2)];
    if (elapsed < 0 || size < 0 || !isMethod(text, methodFrom, methodTo)) return 'unknown';
    // A client that hung up before it asked for anything: `NONE error:transaction-end-before-headers`.
    const [from, to] = [startOf(fields, place + 3), endOf(fields, place + 3)];
    if (text.startsWith('error:', from)) return 'silent';
    if (!readRequestTarget(text, from, to, target)) return 'unknown';
    putTarget(line, target);
    putClient(line, text, startOf(fields, place - 1), endOf(fields, place - 1));
    line.isTunnel = isConnect(text, methodFrom, methodTo);
    line.port = target.port ?? (line.isTunnel ? 443 : undefined);
    line.durationInMs = elapsed;
    readTime(fields, place - 3, line);
    line.status = readStatus(text, slash + 1, endOf(fields, place));
    const isClear = readResultCode(text, startOf(fields, place), slash, line);
    return (readErrorCode(fields, place + fieldsFromResult, line) ?? isClear) ? 'request' : 'unclear';
  }
  return 'unknown';
}

// Seconds, or whatever somebody has put in their place, from the beginning of the line on: `Mon Jan 11 08:31:00 2016`.
function readTime(fields: Fields, place: number, line: LogLine): void {
  const { text } = fields;
  const from = startOf(fields, place);
  const isInSeconds = readDigits(text, from, from + shortestSeconds) >= 0;
  putTime(line, text, isInSeconds ? from : startOf(fields, 0), endOf(fields, place));
}

function isMethod(text: string, from: number, to: number): boolean {
  return isWord(text, from, to) || (to - from === 1 && text.charCodeAt(from) === 45);
}

/** The place of the slash in `TCP_TUNNEL/200`; -1 for anything else. */
function slashOfResult(text: string, from: number, to: number): number {
  const slash = to - 4;
  if (slash <= from || text.charCodeAt(slash) !== 47 || readStatus(text, slash + 1, to) < 0) return -1;
  for (let at = from; at < slash; at++) {
    const code = text.charCodeAt(at) & ~32;
    if ((code < 65 || code > 90) && text.charCodeAt(at) !== 95) return -1;
  }
  return slash;
}
