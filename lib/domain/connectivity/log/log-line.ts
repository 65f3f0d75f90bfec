import { type Letters, mostLetters } from '../match/letters.ts';
import type { SpelledHost } from '../match/written-host.ts';
import type { PhaseName } from '../tables/phases.ts';

/** What a log says of a request that came to nothing, where it gives no number. */
export type LineFault = 'dns' | 'tls' | 'timeout';

/**
 * One request of a log. There is one object for a whole log, filled anew for each line: a log of five megabytes has a hundred thousand
 * lines, and nobody needs two of them at once.
 */
export interface LogLine extends SpelledHost {
  /** Where the client stands that asked; the offsets are the same where the form has no such field. */
  clientText: string;
  clientFrom: number;
  clientTo: number;
  /** As written or as the scheme implies; absent where the log says neither. */
  port: number | undefined;
  /** The number that the proxy answered with, 0 for none at all; absent where the form has no such field. */
  status: number | LineFault | undefined;
  /** Whether the proxy only carried bytes: then a number from 400 on is its own. */
  isTunnel: boolean;
  /** Whether one side broke off. */
  isAborted: boolean;
  /** Whether a rule refused it: then a number from 400 on is not that of the host. */
  isDenied: boolean;
  durationInMs: number | undefined;
  /** Where the moment stands, as written; the offsets are the same where the line has none. Few lines are asked for it: it is not copied. */
  timeText: string;
  timeFrom: number;
  timeTo: number;
}

/** Who is told what a log holds, in its order. */
export interface LogVisitor {
  /** What is told next stands in the line that begins here. */
  line(from: number): void;
  /** A request. The object is filled anew for the next one. */
  request(line: LogLine): void;
  /** A line that asks a host and leaves open what came of it. It counts as not understood. */
  unclear(line: LogLine): void;
  /** From here on the lines belong to this phase. */
  heading(phase: PhaseName): void;
  /** A line, between two offsets, in none of the forms, or one that may tell of requests in another way. Answers whether it does. */
  other(text: string, from: number, to: number): boolean;
}

/**
 * `request`: the line is filled. `silent`: understood, and no request. `remark`: the same, unless it tells of requests in another way.
 * `unclear`: the line is filled, but for what came of it; else not
 * understood. `unknown`: not understood.
 */
export type LineReading = 'request' | 'silent' | 'remark' | 'unclear' | 'unknown';

/** Names the host that a target has. */
export function putTarget(line: LogLine, { text, hostFrom, hostTo }: Pick<LogLine, 'text' | 'hostFrom' | 'hostTo'>): void {
  line.text = text;
  line.hostFrom = hostFrom;
  line.hostTo = hostTo;
}

/** Names the client, where the line has its name or address. */
export function putClient(line: LogLine, text: string, from: number, to: number): void {
  line.clientText = text;
  line.clientFrom = from;
  line.clientTo = to;
}

/** Names the moment, and what may stand beside it. */
export function putTime(line: LogLine, text: string, from: number, to: number): void {
  line.timeText = text;
  line.timeFrom = from;
  line.timeTo = to;
}

/** No form has longer lines, as addresses end at some thousand characters. */
export const longestLine = mostLetters;

/** Tells of the line that was read, if it asks anything. What it leaves open counts as not understood. */
export function tellReading(reading: LineReading, line: LogLine, visitor: Pick<LogVisitor, 'request' | 'unclear'>): LineReading {
  if (reading === 'request') visitor.request(line);
  if (reading !== 'unclear') return reading;
  visitor.unclear(line);
  return 'unknown';
}

/** A line that nothing was read into. All are made here, alike: of two that are not every look at them would cost more. */
export function createLine(letters: Letters): LogLine {
  return {
    text: '',
    hostFrom: 0,
    hostTo: 0,
    isEscaped: false,
    letters,
    lettersFrom: 0,
    lettersTo: 0,
    clientText: '',
    clientFrom: 0,
    clientTo: 0,
    port: undefined,
    status: undefined,
    isTunnel: false,
    isAborted: false,
    isDenied: false,
    durationInMs: undefined,
    timeText: '',
    timeFrom: 0,
    timeTo: 0,
  };
}

/** Begins a line anew. */
export function clearLine(line: LogLine): void {
  line.text = '';
  line.hostFrom = 0;
  line.hostTo = 0;
  line.isEscaped = false;
  line.clientFrom = 0;
  line.clientTo = 0;
  line.port = undefined;
  line.status = undefined;
  line.isTunnel = false;
  line.isAborted = false;
  line.isDenied = false;
  line.durationInMs = undefined;
  line.timeFrom = 0;
  line.timeTo = 0;
}

/** How many lines hold something that a log holds, and how many hold anything else; headings and names of columns are neither. */
export interface LineCounts {
  understood: number;
  notUnderstood: number;
}
