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

// A proxy that stands on the way unseen asks with 401, as the host would (https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2), and a network
// with 511 (https://www.rfc-editor.org/rfc/rfc6585#section-6).
const signIns: ReadonlySet<RefusedStatus> = new Set([401, 407, 511]);

/**
 * Whether a refused request got past the sign-in of the proxy: whatever came of it, a rule that refused it or a host that did not answer, the
 * proxy did not ask any more who it is. A redirect may lead to its sign-in.
 */
export function isPastSignIn(verdict: RefusedStatus, { status }: Pick<LogLine, 'status'>): boolean {
  const isRedirect = typeof status === 'number' && status >= 300 && status < 400;
  return !(isRedirect || signIns.has(verdict));
}
