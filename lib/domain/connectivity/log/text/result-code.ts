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
  if (outcome === 'timeout') line.status = outcome;
  if (outcome === 'aborted') line.isAborted = true;
  if (tellsOutcome(saying, 'denied')) line.isDenied = true;
  const { status, isDenied } = line;
  if (isDenied || typeof status !== 'number' || status === 0 || status >= 400) return true;
  if ((saying & says.failure) !== 0 && outcome === undefined) return false;
  return line.isTunnel || status < 300 || !redirect.test(text.slice(from, to));
}
