import { endOf, type Fields, signs, startOf } from './fields.ts';
import { clearLine, type LineReading, type LogLine } from './log-line.ts';
import { readDigits } from './numbers.ts';
import { type RequestTarget, readRequestTarget } from './request-target.ts';
import { refine } from './table-row.ts';
import { kindOfToken, statusInWord, trimToken } from './tokens.ts';

// With the scheme of a tunnel nobody writes prose; a name of a user or of a rule may stand beside it.
const mostWords = 4;

interface LooseReading {
  fields: Fields;
  line: LogLine;
  target: RequestTarget;
  /** Whether the line may be the torn row of a table, where a number behind a host can be half a status. */
  isStrict: boolean;
  visit(line: LogLine): void;
}

/**
 * Reads a line without fixed fields: `1/11/2016 8:31 connect://host:443`, plain addresses and hosts, each with a status or a word of
 * failure beside it or without. Several may stand in one line, where copying has lost the ends of lines. What holds words that belong
 * to no log is prose, and a host that prose mentions was not asked.
 */
export function readLooseLine({ fields, line, target, isStrict, visit }: LooseReading): LineReading {
  const { first, words, numbers, isTunnel, hasScheme } = findTargets(fields, target);
  if (words > (isTunnel ? mostWords : 0)) return 'unknown';
  if (first < 0) return words === 0 && numbers < 4 ? 'silent' : 'unknown';
  if (isStrict && !isTunnel && (!hasScheme || numbers > 0)) return 'unknown';
  let begin = first;
  while (begin < fields.count) {
    let next = begin + 1;
    while (next < fields.count && !isTarget(fields, next, target)) next++;
    clearLine(line);
    isTarget(fields, begin, target);
    line.host = target.host;
    line.isTunnel = target.isTunnel;
    line.port = target.port;
    readBeside(fields, begin, next, line);
    if (begin === first) readBefore(fields, first, line);
    visit(line);
    begin = next;
  }
  return 'request';
}

function findTargets(fields: Fields, target: RequestTarget) {
  const { text } = fields;
  const found = { first: -1, words: 0, numbers: 0, isTunnel: false, hasScheme: false };
  for (let place = 0; place < fields.count; place++) {
    trimToken(fields, place);
    const [from, to] = [startOf(fields, place), endOf(fields, place)];
    if (isTarget(fields, place, target)) {
      if (found.first < 0) found.first = place;
      found.isTunnel ||= target.isTunnel;
      found.hasScheme ||= target.hasScheme;
    } else if (readDigits(text, from, to) >= 0) {
      if (kindOfToken(text, from, to) === 'neutral') found.numbers++;
    } else if (!isAddress(text, from, to) && kindOfToken(text, from, to) === 'word') {
      if (found.first < 0 || statusInWord(text, from, to) === undefined) found.words++;
    }
  }
  return found;
}

/** Whether a token is where a request goes to; an address in numbers, without a scheme, is rather who asked or what answered. */
function isTarget(fields: Fields, place: number, target: RequestTarget): boolean {
  const { text } = fields;
  const [from, to] = [startOf(fields, place), endOf(fields, place)];
  if (to - from < 4 || !readRequestTarget(text, from, to, target)) return false;
  const isRow = fields.signs & (signs.comma | signs.semicolon) && /[,;]/.test(text.slice(from, to));
  if (isRow) return false;
  if (target.hasScheme) return true;
  const { host } = target;
  // user@example.com, and what is no name of the internet: machine.config, 10.0.0.5.
  return /\.(?:[a-z]{2,24}|xn--[a-z\d-]{1,59})\.?$/i.test(host) && !text.slice(from, to).includes('@');
}

// 10.0.0.5, 10.0.0.5:51234, [2001:db8::1]:443, CORP\user, user@example.com
function isAddress(text: string, from: number, to: number): boolean {
  return to - from < 80 && /^(?:[\d.]{7,15}(?::\d{1,5})?|\[?[\da-f]*:[\da-f:.]+\]?(?::\d{1,5})?|\S+[\\@]\S+)$/i.test(text.slice(from, to));
}

function readBeside(fields: Fields, begin: number, next: number, line: LogLine): void {
  for (let place = begin + 1; place < next; place++) {
    const status = statusAt(fields, place);
    if (status === undefined) continue;
    line.status = status;
    break;
  }
  const last = next - 1;
  if (last > begin) refine(fields.text.slice(endOf(fields, begin), Math.min(endOf(fields, last), endOf(fields, begin) + 120)), line);
}

function readBefore(fields: Fields, first: number, line: LogLine): void {
  if (first === 0) return;
  line.time = fields.text.slice(startOf(fields, 0), endOf(fields, first - 1)).slice(0, 64);
  for (let place = first - 1; place >= 0 && line.status === undefined; place--) line.status = statusAt(fields, place);
}

function statusAt({ text, starts, ends }: Fields, place: number): number | undefined {
  const [from, to] = [starts[place] ?? 0, ends[place] ?? 0];
  return kindOfToken(text, from, to) === 'status' ? Number(text.slice(from, to)) : statusInWord(text, from, to);
}
