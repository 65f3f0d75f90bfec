import { beginsCheckLine, readCheckLine } from '../check/read-check-line.ts';
import { beginsCommand, beginsWebRequestLine, isWholeWebRequestLine } from './read-web-request.ts';
import { joinLists } from './tools/read-nslookup.ts';

/** What a window or a mail breaks into several lines. */
interface BrokenForm {
  begins(line: string): boolean;
  /** Whether it begins also where the one before it has not come to its end. */
  interrupts(line: string): boolean;
  /** Whether nothing that counts can follow on the next line; a line that is full may have been broken anywhere. */
  isWhole(line: string, isFull: boolean): boolean;
}

// Nobody pastes more of these; a log has its lines as they are.
const [longestPaste, mostJoined] = [262_144, 4];
const consoleWidth = 80;

const forms: readonly BrokenForm[] = [
  { begins: beginsCheckLine, interrupts: beginsCheckLine, isWhole: (line) => /^end /i.test(line) },
  { begins: beginsWebRequestLine, interrupts: beginsCommand, isWhole: isWholeWebRequestLine },
];
const mayHoldList = /^[ \t]*(?:aliases|addresses):/im;
const mayHold =
  /check-connectivity|\b(?:direct|proxy) (?:dns|tcp|connect|tls|http) |invoke-|\biwr\b|\birm\b|the (?:remote|underlying) |unable to|could not/i;

// What begins something else: the trace of an error, a field of an answer, a line of a log, a heading.
const another = /^(?:\+ |at line:|[a-z]+ +: |#)|connect:\/|\d:\d\d|TCP_/i;

// `https://host/:` and the error below it, which is all that wget prints with `-nv`.
const ofQuietWget = /^[ \t]*(https?:\/\/\S{1,2000}):(\r?\n)[ \t]*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (?=error \d{3}: )/gim;

/** Begins what wget told in brief as it begins it else. */
function begunByWget(text: string): string {
  return text.replace(ofQuietWget, '--$3--  $1$2$3 ');
}

/**
 * Puts together again what a console of eighty columns or a quoted mail has broken: lines of the report of the script, and the commands
 * and errors of PowerShell. All other lines stay as they are, and empty ones keep their numbers.
 */
export function joinLines(given: string): string {
  if (given.length > longestPaste) return given;
  const text = begunByWget(mayHoldList.test(given) ? joinLists(given) : given);
  if (!mayHold.test(text)) return text;
  const lines: string[] = [];
  let [open, joined, width]: [BrokenForm | undefined, number, number] = [undefined, 0, 0];
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.replace(/^[\s>|]+/, '').trimEnd();
    const last = lines.at(-1 - joined) ?? '';
    const isOpen = open !== undefined && joined < mostJoined && !open.isWhole(last, width >= consoleWidth - 1);
    if (isOpen && line !== '' && !another.test(line) && !forms.some(({ interrupts }) => interrupts(line))) {
      lines[lines.length - 1 - joined] = glue(last, line, width >= consoleWidth - 1);
      lines.push('');
      joined++;
    } else {
      open = forms.find(({ begins }) => begins(line));
      joined = 0;
      lines.push(open === undefined ? raw : line);
    }
    width = raw.trimEnd().length;
  }
  return lines.join('\n');
}

// A console breaks at its edge, wherever that is in a word; everything else at a blank.
function glue(before: string, after: string, isFull: boolean): string {
  const [apart, together] = [`${before.replace(/\s*`$/, '')} ${after}`, `${before}${after}`];
  if (beginsCheckLine(before)) {
    const [first, second] = isFull ? [together, apart] : [apart, together];
    return readCheckLine(first) === undefined && readCheckLine(second) !== undefined ? second : first;
  }
  return isFull && /https?:\/\/\S*$/i.test(before) ? together : apart;
}
