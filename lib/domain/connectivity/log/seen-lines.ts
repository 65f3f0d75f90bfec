import type { PhaseName } from '../tables/phases.ts';
import type { Table } from './forms/table.ts';
import type { LineReading, LogLine, LogVisitor } from './log-line.ts';

/** A line that was read, and once it has come again also what it held: the same line below the same header holds the same. */
export interface SeenLine {
  from: number;
  length: number;
  /** Where the line that came last at this place differed: where lines count up, the next one differs there too. */
  differsAt: number;
  table: Table | undefined;
  /** Undefined until it has come twice: most lines never do, and keeping what they hold would cost more than reading them. */
  reading: LineReading | undefined;
  requests: LogLine[];
  unclear: LogLine[];
  phase: PhaseName | undefined;
}

// Logs repeat a few lines, if any; hostile texts nothing but one.
const places = 16;
const longestKept = 2_000;

export function createSeenLines(): SeenLine[] {
  return Array.from({ length: places }, () => ({
    from: 0,
    length: -1,
    differsAt: 0,
    table: undefined,
    reading: undefined,
    requests: [],
    unclear: [],
    phase: undefined,
  }));
}

/** The place of the line, of at least four characters, that begins at an offset: what stands there is another line or the same. */
export function placeOf(lines: readonly SeenLine[], text: string, at: number): SeenLine {
  const key = text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 1) ^ (text.charCodeAt(at + 2) << 2) ^ (text.charCodeAt(at + 3) << 3);
  // There is one for each.
  return lines[key & (places - 1)] as SeenLine;
}

/** Whether the line that begins at an offset is the one that was seen, below the same header. */
export function isSeen(seen: SeenLine, text: string, at: number, table: Table | undefined): boolean {
  const { from, length, differsAt } = seen;
  if (length < 0 || seen.table !== table || !endsAt(text, at + length)) return false;
  if (differsAt < length && text.charCodeAt(from + differsAt) !== text.charCodeAt(at + differsAt)) return false;
  for (let place = 0; place < length; place++) {
    if (text.charCodeAt(from + place) === text.charCodeAt(at + place)) continue;
    seen.differsAt = place;
    return false;
  }
  return true;
}

function endsAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 10 || code === 13 || at === text.length;
}

/** Puts a line in the place of another. */
export function noteSeen(seen: SeenLine, from: number, to: number, table: Table | undefined): void {
  seen.from = from;
  seen.length = to - from <= longestKept ? to - from : -1;
  seen.table = table;
  seen.reading = undefined;
}

/** Tells the visitor what the line holds, and keeps it. */
export function recorderOf(seen: SeenLine, visitor: LogVisitor): LogVisitor {
  seen.requests = [];
  seen.unclear = [];
  seen.phase = undefined;
  return {
    ...visitor,
    request(line) {
      seen.requests.push({ ...line });
      visitor.request(line);
    },
    unclear(line) {
      seen.unclear.push({ ...line });
      visitor.unclear(line);
    },
    heading(phase) {
      seen.phase = phase;
      visitor.heading(phase);
    },
  };
}

/** Tells the visitor once more what the line holds. */
export function tellAgain({ requests, unclear, phase }: SeenLine, visitor: LogVisitor): void {
  for (const line of unclear) visitor.unclear(line);
  for (const line of requests) visitor.request(line);
  if (phase !== undefined) visitor.heading(phase);
}
