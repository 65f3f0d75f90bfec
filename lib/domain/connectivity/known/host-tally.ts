/** The number that a log gives, or what befell a request that got none. */
export type RefusedStatus = number | 'dns' | 'tls' | 'timeout';

/**
 * An export that the proxy did not wait for; a program that found no connection at all, none to its proxy, or none without one; one
 * without a version of TLS in common.
 */
export type RefusalRule = 'idle-time-out' | 'no-connection' | 'proxy-not-reached' | 'no-way-past-the-firewall' | 'tls-1.2';

/** The line of a log that is read just now, for all who note something of it. */
export interface LinePlace {
  /** Where it begins in the text. */
  from: number;
}

/** The first and the last moment of something. */
interface Span {
  first: number;
  last: number;
}

/** By the number of the client; 0 where the log names none. */
type SpanByClient = Map<number, Span>;

/** How often a host was refused in one way. */
interface RefusalTally extends Span {
  status: RefusedStatus;
  /** The rule that it breaks, where its status alone does not say so. */
  rule: RefusalRule | undefined;
  /** Of a request to sign in: to whom. */
  byClient: SpanByClient | undefined;
  /** Where the lines begin that show it. */
  lines: number[];
}

/** What became of the requests to one host; moments are numbers of requests. */
export interface HostTally {
  /** By which ports it was reached; undefined where the log names none. */
  ports: (number | undefined)[];
  firstSuccess: number;
  lastSuccess: number;
  successes: SpanByClient;
  /** Of requests that came to nothing past the sign-in of a proxy. */
  attempts: SpanByClient;
  refusals: RefusalTally[];
  /** Whether somebody got no answer at all, and where the lines begin that show it. */
  isUnanswered: boolean;
  unansweredLines: number[];
  /** Whether some line asks it that leaves open what came of it. */
  isUnclear: boolean;
  place: Readonly<LinePlace>;
}

/** A refusal that is a finding. */
interface FoundRefusal {
  status: RefusedStatus;
  rule: RefusalRule | undefined;
  /** Whether others than the client that was asked to sign in got through. */
  isOfOneClient: boolean;
  lines: readonly number[];
}

const mostPorts = 8;

export function createTally(place: Readonly<LinePlace>): HostTally {
  const moments = { firstSuccess: -1, lastSuccess: -1, successes: new Map(), attempts: new Map() };
  return { ...moments, ports: [], refusals: [], isUnanswered: false, unansweredLines: [], isUnclear: false, place };
}

export function noteSuccess(tally: HostTally, port: number | undefined, moment: number, client = 0): void {
  if (tally.firstSuccess < 0) tally.firstSuccess = moment;
  tally.lastSuccess = moment;
  noteSpan(tally.successes, client, moment);
  notePort(tally, port);
}

/** Notes a port that answers, whatever it would say to a request. */
export function notePort({ ports }: HostTally, port: number | undefined): void {
  if (ports.length < mostPorts && !ports.includes(port)) ports.push(port);
}

/** @param client Whom the log names as the one that was refused; 0 for nobody. */
export function noteRefusal(tally: HostTally, status: RefusedStatus, moment: number, rule?: RefusalRule, client = 0): void {
  const refusal = refusalIn(tally, status, rule) ?? openRefusal(tally, status, rule, moment);
  refusal.last = moment;
  noteLine(refusal.lines, tally);
  if (refusal.byClient !== undefined) noteSpan(refusal.byClient, client, moment);
}

function refusalIn({ refusals }: HostTally, status: RefusedStatus, rule?: RefusalRule): RefusalTally | undefined {
  for (const refusal of refusals) if (refusal.status === status && refusal.rule === rule) return refusal;
  return undefined;
}

function openRefusal({ refusals }: HostTally, status: RefusedStatus, rule: RefusalRule | undefined, moment: number): RefusalTally {
  const byClient = asksForSignIn(status) ? new Map() : undefined;
  const refusal = { status, rule, first: moment, last: moment, byClient, lines: [] };
  refusals.push(refusal);
  return refusal;
}

/** Notes that a request came to nothing though the proxy had nothing to ask of the client any more. */
export function noteAttempt({ attempts }: HostTally, moment: number, client = 0): void {
  noteSpan(attempts, client, moment);
}

/** Notes that somebody got no answer at all. */
export function noteUnanswered(tally: HostTally): void {
  tally.isUnanswered = true;
  noteLine(tally.unansweredLines, tally);
}

// A line may hold several requests.
function noteLine(lines: number[], { place: { from } }: HostTally): void {
  if (lines[lines.length - 1] !== from) lines.push(from);
}

// A proxy that stands on the way unseen asks with 401, as the host would: https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2
function asksForSignIn(status: RefusedStatus): boolean {
  return status === 407 || status === 401;
}

function noteSpan(spans: SpanByClient, client: number, moment: number): void {
  const span = spans.get(client);
  if (span === undefined) spans.set(client, { first: moment, last: moment });
  else span.last = moment;
}

/**
 * The refusals that are a finding. A 407 before a success of the same host, to the same client where the log names it, is the challenge of
 * an authenticating proxy; so is one before any other answer than a request to sign in, as the last answer is the one that counts: https://wiki.squid-cache.org/ConfigExamples/Authenticate/Ntlm
 */
export function refusalsOf(tally: HostTally, newestFirst: boolean): FoundRefusal[] {
  const { refusals, firstSuccess, successes, isUnanswered, unansweredLines } = tally;
  const found = refusals.flatMap(({ status, rule, byClient, lines }): FoundRefusal[] => {
    const refused = byClient && [...byClient].filter(([client, span]) => !hasSignedIn(tally, client, span, newestFirst));
    if (refused?.length === 0) return [];
    const isOfOneClient = refused?.some(([client]) => client > 0 && [...successes.keys()].some((other) => other > 0 && other !== client));
    return [{ status, rule, isOfOneClient: isOfOneClient === true, lines }];
  });
  // Who never got an answer, from a host that answers nobody.
  const isDead = isUnanswered && firstSuccess < 0 && found.length === 0;
  return isDead ? [{ status: 'timeout', rule: undefined, isOfOneClient: false, lines: unansweredLines }] : found;
}

/** Whether a success or an attempt followed. One of nobody that the log names may be anybody's. */
function hasSignedIn({ successes, attempts }: HostTally, client: number, asked: Span, newestFirst: boolean): boolean {
  return [successes, attempts]
    .flatMap((spans) => (client === 0 ? [...spans.values()] : [spans.get(client), spans.get(0)]))
    .some((span) => span !== undefined && (newestFirst ? span.first < asked.first : span.last > asked.last));
}

/** Whether it was asked, and of all that came of it nothing was understood. */
export function isLeftOpen({ ports, refusals, isUnanswered, isUnclear }: HostTally): boolean {
  return isUnclear && ports.length === 0 && refusals.length === 0 && !isUnanswered;
}

/** Whether the newest of the answers is a refusal. */
export function endsRefused({ refusals, firstSuccess, lastSuccess }: HostTally, newestFirst: boolean): boolean {
  return refusals.some(({ first, last }) => (newestFirst ? first < firstSuccess : last > lastSuccess));
}
