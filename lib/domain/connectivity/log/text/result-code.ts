import { longestExportInMs } from '../../tables/longest-export.ts';
import type { LogLine } from '../log-line.ts';
import { outcomeIn, sayingOf, says, tellsOutcome } from './outcomes.ts';

const redirect = /redirect|splash/i;

/**
 * Reads how a request ended from the result code of Squid between the offsets, such as `TCP_TUNNEL_ABORTED`: the number beside it may be that
 * of a page of the proxy. False where it says that something failed, and neither what nor with which number. The number is already read.
 * https://wiki.squid-cache.org/SquidFaq/SquidLogs#squid-result-codes
 */
export function readResultCode(text: string, from: number, to: number, line: LogLine): boolean {
  const saying = sayingOf(text, from, to);
  const outcome = outcomeIn(saying);
  if (outcome === 'aborted') line.isAborted = true;
  if (tellsOutcome(saying, 'denied')) line.isDenied = true;
  const { status, isDenied, isTunnel } = line;
  // A number that tells a failure says which.
  if (isDenied || typeof status !== 'number' || status >= 400) return true;
  if (outcome === 'timeout') endLate(status, line);
  if (status === 0 || outcome === 'timeout') return true;
  if (saying > says.stem && outcome !== 'aborted') return false;
  return isTunnel || status < 300 || !redirect.test(text.slice(from, to));
}

/**
 * Ends a request on which nothing came any more. Squid closes a tunnel that is idle after a quarter of an hour:
 * https://www.squid-cache.org/Doc/config/read_timeout/
 */
export function endLate(status: number, line: LogLine): void {
  const isIdle = status >= 200 && status < 300 && (line.durationInMs ?? 0) >= longestExportInMs;
  if (isIdle) line.isAborted = true;
  else line.status = 'timeout';
}
