import { createClients, type NumberClient } from '../known/clients.ts';
import { noteAttempt, noteRefusal, noteSuccess, noteUnanswered } from '../known/host-tally.ts';
import type { KnownHost } from '../known/known-host.ts';
import { createKnownHosts, type KnownHosts } from '../known/known-hosts.ts';
import type { LogLine, LogVisitor } from '../log/log-line.ts';
import { createSections, type Sections } from '../phases/sections.ts';
import type { PhaseMarks } from '../phases/sequence.ts';
import type { Product } from '../tables/endpoint-row.ts';
import type { Mark } from '../tables/mark.ts';
import { createDirection } from './direction.ts';
import { isPastSignIn, isSlowExport, judgeLine } from './judge-line.ts';
import { createToldObserver } from './told/observe-told.ts';
import { createUnreadLines } from './unread-lines.ts';

/** What a log holds of the hosts that count, in a size that grows with the log by a number for each line that was refused. */
export interface LogObservation {
  hosts: KnownHosts;
  phases: PhaseMarks[];
  /** Whether several clients asked for steps of the sequence, and none of them as a server does. */
  isOfOthers: boolean;
  /** Steps of the sequence that some line asks for which leaves open what came of it. */
  unclearSteps: ReadonlySet<Mark>;
  newestFirst: boolean;
  /** Whether the text tells of requests in another way than a log does. */
  hasTold: boolean;
  isCutOff: boolean;
  /** Whether a host of the product is named, or asked for, where it was not understood what came of it. */
  isUnclear: boolean;
  /** The beginning of what was not understood and is no record of a program. */
  unread: string;
}

const mostOthers = 3_000;

/** Listens to a log as it is read. `finish` says what it came to. */
export function createLogObserver(product: Product): LogVisitor & { finish(): LogObservation } {
  const hosts = createKnownHosts(product);
  const direction = createDirection();
  const { number: numberClient, isOfVersion6 } = createClients();
  const sections = createSections(isOfVersion6);
  // The last line that was left open, and who asked in it: what is not understood of it is read once more for the hosts that it names.
  const unclear = { from: -1, client: 0 };
  const noteUnclear = ({ tally, mark }: KnownHost) => {
    tally.isUnclear = true;
    if (mark !== undefined) sections.noteUnclear(mark, unclear.from === hosts.place.from ? unclear.client : 0);
  };
  const told = createToldObserver(hosts, noteUnclear);
  const unread = createUnreadLines(hosts, noteUnclear);
  // One object for all requests.
  const noting: Noting = { moment: 0, numberClient, sections };
  let others = 0;
  return {
    line(from) {
      hosts.place.from = from;
    },
    request(line) {
      const known = hosts.findIn(line);
      if (known === undefined) return;
      direction.note(line.timeText, line.timeFrom, line.timeTo);
      noting.moment++;
      if (isNeeded(known, line.port)) noteLine(known, line, noting);
      else if (known.herring !== undefined) noteHerring(known, line, noting.moment);
    },
    unclear(line) {
      const known = hosts.findIn(line);
      if (known === undefined || !isNeeded(known, line.port)) return;
      unclear.from = hosts.place.from;
      unclear.client = numberClient(line.clientText, line.clientFrom, line.clientTo);
      noteUnclear(known);
    },
    heading: sections.heading,
    other(text, from, to) {
      // What people paste is short; what is long and not understood is a log of another form.
      if (++others > mostOthers) return false;
      const line = text.slice(from, to);
      if (told.read(line)) return true;
      unread.note(line);
      return false;
    },
    finish() {
      told.finish();
      const newestFirst = direction.isNewestFirst();
      return {
        hosts,
        newestFirst,
        ...sections.finish(newestFirst),
        hasTold: told.hasTold(),
        isCutOff: told.isCutOff(),
        isUnclear: told.isLeftOpen() || unread.nameServer(),
        unread: unread.text(),
      };
    },
  };
}

// `host:443` says nothing of a row for port 80; without a port both are meant.
function isNeeded({ ports }: KnownHost, port: number | undefined): boolean {
  return ports.length > 0 && (port === undefined || ports.includes(port));
}

interface Noting {
  moment: number;
  numberClient: NumberClient;
  sections: Sections;
}

function noteLine(known: KnownHost, line: LogLine, { moment, numberClient, sections }: Noting): void {
  const { role, mark, tally } = known;
  const isAnchor = role === 'anchor';
  const verdict = judgeLine(line, isAnchor);
  const client = numberClient(line.clientText, line.clientFrom, line.clientTo);
  if (verdict === 'open') noteSuccess(tally, line.port, moment, client);
  else if (verdict === 'unanswered') noteUnanswered(tally);
  else {
    noteRefusal(tally, verdict, moment, isSlowExport(verdict, line, isAnchor) ? 'idle-time-out' : undefined, client);
    if (isPastSignIn(verdict, line)) noteAttempt(tally, moment, client);
  }
  if (mark !== undefined && (line.port === undefined || line.port === 443)) sections.note(mark, client);
}

function noteHerring({ tally }: KnownHost, line: LogLine, moment: number): void {
  const verdict = judgeLine(line, false);
  if (verdict === 'open' || verdict === 'unanswered') noteSuccess(tally, line.port, moment);
  else noteRefusal(tally, verdict, moment);
}
