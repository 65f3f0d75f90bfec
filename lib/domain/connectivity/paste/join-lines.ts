import { beginsCheckLine, readCheckLine } from '../check/read-check-line.ts';
import { beginsCommand, beginsWebRequestLine, isTargetOfError, isWholeWebRequestLine, vaguenessOf } from './read-web-request.ts';
import { joinLists } from './tools/read-nslookup.ts';

/** What a window or a mail breaks into several lines. */
interface BrokenForm {
  begins(line: string): boolean;
  /** Whether it begins also where the one before it has not come to its end. */
  interrupts(line: string): boolean;
  /** Whether nothing that counts can follow on the next line; a line that is full may have been broken anywhere. */
  isWhole(line: string, isFull: boolean): boolean;
  /** Whether a line is the rest even of what seems whole. */
  isRest(line: string): boolean;
  /** What two pieces may have been, the more likely before the less. */
  glue(before: string, after: string, isFull: boolean): string[];
  /** How little a line tells in this form. */
  vaguenessOf(line: string): number;
  /** From which length on a line fills the window, in a text with lines as long as this. */
  fullFrom(widest: number): number;
}

// Nobody pastes more of these; a log has its lines as they are.
const [longestPaste, mostJoined, mostReadings, mostTried] = [262_144, 4, 16, 200];
const consoleWidth = 80;

const forms: readonly BrokenForm[] = [
  {
    begins: beginsCheckLine,
    interrupts: beginsCheckLine,
    isWhole: (line) => /^end /i.test(line),
    isRest: () => false,
    glue: glueCheck,
    vaguenessOf: (line) => (readCheckLine(line) === undefined ? 1 : 0),
    fullFrom: () => consoleWidth - 1,
  },
  {
    begins: beginsWebRequestLine,
    interrupts: beginsCommand,
    isWhole: isWholeWebRequestLine,
    isRest: isTargetOfError,
    glue: glueError,
    vaguenessOf,
    fullFrom: (widest) => Math.min(widest, consoleWidth - 1),
  },
];
const mayHoldList = /^[ \t]*(?:aliases|addresses):/im;
const mayHold =
  /check-connectivity|\b(?:direct|proxy)\s(?:dns|tcp|connect|tls|http)\s|invoke-|\biwr\b|\birm\b|the (?:remote|underlying) |unable to|could not/i;

// What begins something else: the trace of an error, a prompt, a field of an answer, a line of a log, a heading.
const another =
  /^(?:\+ |at line:|(?:ps )?[a-z]:\\[^>]{0,200}>|[^\d:./]{2,30}:\s?\d{1,6}\s[^\d:./]{0,20}:\s?\d{1,6}$|[a-z]+ +: |#)|connect:\/|\d:\d\d|TCP_/i;

// `https://host/:` and the error below it, which is all that wget prints with `-nv`.
const ofQuietWget = /^[ \t]*(https?:\/\/\S{1,2000}):(\r?\n)[ \t]*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (?=error \d{3}: )/gim;

/** Begins what wget told in brief as it begins it else. */
function begunByWget(text: string): string {
  return text.replace(ofQuietWget, '--$3--  $1$2$3 ');
}

/**
 * Puts together again what a window or a quoted mail has broken: lines of the report of the script, and the commands and errors of
 * PowerShell. All other lines stay as they are, and empty ones keep their numbers.
 */
export function joinLines(given: string): string {
  if (given.length > longestPaste) return given;
  const text = begunByWget(mayHoldList.test(given) ? joinLists(given) : given);
  if (!mayHold.test(text)) return text;
  const raws = text.split(/\r\n|\r|\n/).map((line) => line.trimEnd());
  const widest = raws.reduce((most, { length }) => Math.max(most, length), 0);
  const lines: string[] = [];
  let [open, tried]: [Opened | undefined, number] = [undefined, 0];
  for (const raw of raws) {
    const line = reportedIn(raw) ?? raw.replace(/^[\s>|]+/, '');
    if (open !== undefined && goesOn(open, line)) {
      const { form, isFull, readings } = open;
      const most = tried++ < mostTried ? mostReadings : 1;
      open.readings = readings.flatMap((before) => form.glue(before, line, isFull)).slice(0, most);
      open.joined++;
      lines.push('');
    } else {
      close(open, lines);
      const form = forms.find(({ begins }) => begins(line));
      open = form && { form, readings: [line], joined: 0, isFull: false };
      lines.push(open === undefined ? raw : line);
    }
    if (open !== undefined) open.isFull = raw.length >= open.form.fullFrom(widest);
  }
  close(open, lines);
  return lines.join('\n');
}

// A list, a table or a page puts signs around the lines of a report, blanks that do not break into them, and a sheet tabs.
const marks = /^[\s>|]*(?:(?:[-*+\u2022\u00b7\u2013]|\d{1,4}[.):])\s+)?`?/;

function reportedIn(raw: string): string | undefined {
  const line = raw
    .replace(/\u00a0|\t+/g, ' ')
    .replace(marks, '')
    .replace(/[\s`|]{1,20}$/, '');
  return beginsCheckLine(line) ? line : undefined;
}

function close(open: Opened | undefined, lines: string[]): void {
  if (open !== undefined && open.joined > 0) lines[lines.length - 1 - open.joined] = leastVague(open);
}

/** A line that may have been broken, and what it may have been. */
interface Opened {
  form: BrokenForm;
  readings: string[];
  joined: number;
  /** Whether its last piece fills the window. */
  isFull: boolean;
}

function goesOn({ form, readings, joined, isFull }: Opened, line: string): boolean {
  if (joined === mostJoined || line === '' || another.test(line) || forms.some(({ interrupts }) => interrupts(line))) return false;
  return form.isRest(line) || !readings.some((reading) => form.isWhole(reading, isFull));
}

function leastVague({ form, readings }: Opened): string {
  return readings.reduce((best, one) => (form.vaguenessOf(one) < form.vaguenessOf(best) ? one : best));
}

// Everything but a window breaks at a blank, and a sign says that a command goes on.
const apartOf = (before: string, after: string) => `${before.replace(/\s*`$/, '')} ${after}`;

/** A window breaks at its edge, wherever that is in a word. */
function glueError(before: string, after: string, isFull: boolean): string[] {
  const [apart, together] = [apartOf(before, after), `${before}${after}`];
  if (!isFull) return [apart];
  // Within a name.
  if (/(?:^|[\s:])['(][\w.-]{0,253}(?::\d{0,5})?$/.test(before)) return [together];
  return /https?:\/\/\S*$/i.test(before) ? [together, apart] : [apart, together];
}

function glueCheck(before: string, after: string, isFull: boolean): string[] {
  const [apart, together] = [apartOf(before, after), `${before}${after}`];
  return isFull ? [together, apart] : [apart, together];
}
