import { noteRefusal, noteSuccess } from '../known/host-tally.ts';
import type { KnownHost } from '../known/known-host.ts';
import type { WebRequestOutcome } from '../paste/read-web-request.ts';
import { judgeLine } from './judge-line.ts';

/** Notes what came of a request that somebody made by hand. */
export function noteOutcome({ tally }: KnownHost, outcome: WebRequestOutcome, moment: number): void {
  if (outcome === 'answered') noteSuccess(tally, 443, moment);
  // The page of Microsoft names two causes for it: a call past the proxy, or the resolution of names.
  else if (outcome === 'no-connection' || outcome === 'proxy-not-reached') noteRefusal(tally, 'dns', moment, outcome);
  else if (outcome === 'tls-1.2') noteRefusal(tally, 'tls', moment, outcome);
  else {
    const line = { status: outcome, isTunnel: false, isAborted: false, durationInMs: undefined };
    const verdict = judgeLine(line, false);
    if (verdict === 'open') noteSuccess(tally, 443, moment);
    else if (verdict !== 'unanswered') noteRefusal(tally, verdict, moment);
  }
}
