import type { RefusedStatus } from '../known/host-tally.ts';
import type { LogLine } from '../log/log-line.ts';
import { longestExportInMs } from '../tables/longest-export.ts';

type Answer = Pick<LogLine, 'status' | 'isTunnel' | 'isAborted' | 'isDenied' | 'durationInMs'>;

/** What a line says of its host: `open` it answered, `unanswered` nobody did, or in which way it was refused. */
export type LineVerdict = 'open' | 'unanswered' | RefusedStatus;

// Numbers that the way gives, and not the host behind it: 408 that nothing came through in time, 511 a page to sign in to the network.
const ofTheWay = new Set([403, 407, 408, 451, 502, 503, 504, 511]);

/**
 * Judges one request. Where a tunnel is asked for any number but a success is the proxy's own, a redirect too
 * (https://www.rfc-editor.org/rfc/rfc9110#name-connect); else an error of the host shows that it was reached.
 * @param isAnchor Whether the sync service exports to this host, for whose answer it may wait five minutes.
 */
export function judgeLine({ status, isTunnel, isAborted, isDenied, durationInMs }: Answer, isAnchor: boolean): LineVerdict {
  if (typeof status === 'string') return status;
  if (isDenied) return status === undefined || status < 400 ? 403 : status;
  if (isAborted && (status ?? 0) < 400) {
    if (isAnchor) return durationInMs === undefined || durationInMs < longestExportInMs ? 'timeout' : 'open';
    return status ? 'open' : 'unanswered';
  }
  if (status === undefined) return 'open';
  if (status === 0) return 'unanswered';
  return (isTunnel ? status >= 300 : ofTheWay.has(status)) ? status : 'open';
}

/** Whether a refused request was an export that the proxy did not wait for. A form without a duration leaves the doubt to the reader. */
export function isSlowExport(verdict: LineVerdict, { durationInMs }: Pick<LogLine, 'durationInMs'>, isAnchor: boolean): boolean {
  return isAnchor && (verdict === 504 || verdict === 'timeout') && (durationInMs === undefined || durationInMs < longestExportInMs);
}

// A proxy asks with it who wants to use the network: https://www.rfc-editor.org/rfc/rfc6585#section-6
const signInOfNetwork = 511;

/** Whether a refused request came to nothing beyond the proxy, which went out for the client then and does not ask who it is any more. */
export function isAttempt(verdict: RefusedStatus, { isDenied }: Pick<LogLine, 'isDenied'>): boolean {
  return !isDenied && (typeof verdict === 'string' || (verdict >= 500 && verdict !== signInOfNetwork));
}
