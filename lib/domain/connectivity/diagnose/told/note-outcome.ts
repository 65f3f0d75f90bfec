import { noteAttempt, noteRefusal, noteSuccess } from '../../known/host-tally.ts';
import type { KnownHost } from '../../known/known-host.ts';
import type { WebRequestOutcome } from '../../paste/read-web-request.ts';
import { isPastSignIn, judgeLine } from '../judge-line.ts';

interface Way {
  port: number;
  moment: number;
  /** Whether a number is the answer of the proxy to CONNECT. */
  isTunnel: boolean;
}

/** Notes what came of a request that somebody made by hand. */
export function noteOutcome({ tally }: KnownHost, outcome: WebRequestOutcome | 'no-way', { port, moment, isTunnel }: Way): void {
  if (outcome === 'answered') noteSuccess(tally, port, moment);
  // The page of Microsoft names two causes for it: a call past the proxy, or the resolution of names.
  else if (outcome === 'no-connection' || outcome === 'proxy-not-reached') noteRefusal(tally, 'dns', moment, outcome);
  else if (outcome === 'no-way') noteRefusal(tally, 'timeout', moment, 'no-way-past-the-firewall');
  else if (outcome === 'tls-1.2') noteRefusal(tally, 'tls', moment, outcome);
  else {
    const line = { status: outcome, isTunnel, isAborted: false, isDenied: false, durationInMs: undefined };
    const verdict = judgeLine(line, false);
    if (verdict === 'open') noteSuccess(tally, port, moment);
    else if (verdict !== 'unanswered') {
      noteRefusal(tally, verdict, moment);
      if (typeof verdict === 'number' && isPastSignIn(verdict, line)) noteAttempt(tally, moment);
    }
  }
}
