/** The number that a log gives, or what befell a request that got none. */
export type RefusedStatus = number | 'dns' | 'tls' | 'timeout';

/** An export that the proxy did not wait for; a program that found no connection at all; one without a version of TLS in common. */
export type RefusalRule = 'idle-time-out' | 'no-connection' | 'tls-1.2';

/** How often a host was refused in one way. */
interface RefusalTally {
  status: RefusedStatus;
  first: number;
  last: number;
  /** The rule that it breaks, where its status alone does not say so. */
  rule: RefusalRule | undefined;
}

/** What became of the requests to one host; moments are numbers of requests. */
export interface HostTally {
  /** By which ports it was reached; undefined where the log names none. */
  ports: (number | undefined)[];
  firstSuccess: number;
  lastSuccess: number;
  refusals: RefusalTally[];
  /** Whether somebody got no answer at all. */
  isUnanswered: boolean;
}

const mostPorts = 8;

export function createTally(): HostTally {
  return { ports: [], firstSuccess: -1, lastSuccess: -1, refusals: [], isUnanswered: false };
}

export function noteSuccess(tally: HostTally, port: number | undefined, moment: number): void {
  if (tally.firstSuccess < 0) tally.firstSuccess = moment;
  tally.lastSuccess = moment;
  if (tally.ports.length < mostPorts && !tally.ports.includes(port)) tally.ports.push(port);
}

export function noteRefusal(tally: HostTally, status: RefusedStatus, moment: number, rule?: RefusalRule): void {
  for (const refusal of tally.refusals) {
    if (refusal.status !== status || refusal.rule !== rule) continue;
    refusal.last = moment;
    return;
  }
  tally.refusals.push({ status, first: moment, last: moment, rule });
}

/**
 * The refusals that are a finding. A 407 before a success of the same host is the challenge of an authenticating proxy:
 * https://wiki.squid-cache.org/ConfigExamples/Authenticate/Ntlm
 */
export function refusalsOf({ refusals, firstSuccess, lastSuccess, isUnanswered }: HostTally, newestFirst: boolean): RefusalTally[] {
  const isChallenge = ({ status, first, last }: RefusalTally) =>
    status === 407 && firstSuccess >= 0 && (newestFirst ? firstSuccess < first : lastSuccess > last);
  const found = refusals.filter((refusal) => !isChallenge(refusal));
  // Who never got an answer, from a host that answers nobody.
  const isDead = isUnanswered && firstSuccess < 0 && found.length === 0;
  return isDead ? [{ status: 'timeout', first: 0, last: 0, rule: undefined }] : found;
}
