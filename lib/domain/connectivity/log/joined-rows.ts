import { readSquidCombined } from './forms/squid-combined.ts';
import { readSquidNative } from './forms/squid-native.ts';
import { clearLine, type LogLine, type LogVisitor } from './log-line.ts';
import { type Fields, fieldOf } from './text/fields.ts';
import { isDigitAt } from './text/numbers.ts';
import type { RequestTarget } from './text/request-target.ts';

/** The fewest fields that two rows of the common format have in one line; most rows of Squid have ten. */
export const fewestOfTwoRows = 13;
// Where the second of them has its request or its result at the earliest, with or without a blank between both.
const earliest = 9;

interface RowReader {
  fields: Fields;
  line: LogLine;
  target: RequestTarget;
  visitor: Pick<LogVisitor, 'request' | 'unclear'>;
}

/** Tells of the rows of Squid behind the first of a line, where copying has lost the ends of lines. */
export function tellJoinedRows(reader: RowReader): void {
  const { fields, line, visitor } = reader;
  for (let place = earliest; place < fields.count; place++) {
    clearLine(line);
    const reading = readRowAt(reader, place);
    if (reading === 'request') visitor.request(line);
    else if (reading === 'unclear') visitor.unclear(line);
  }
}

function readRowAt({ fields, line, target }: RowReader, place: number) {
  const native = readSquidNative(fields, line, target, place);
  if (native !== 'unknown' || !fieldOf(fields, place).includes(' HTTP/')) return native;
  const combined = readSquidCombined(fields, line, target, place);
  // Without a blank between them the address of the client is written behind the end of the row before, and behind a size it is lost.
  const [address] = /\d{1,3}(?:\.\d{1,3}){3}$/.exec(line.clientText.slice(line.clientFrom, line.clientTo)) ?? [];
  if (address !== undefined) line.clientFrom = line.clientTo - address.length;
  if (isDigitAt(line.clientText, line.clientFrom - 1)) line.clientFrom = line.clientTo;
  return combined;
}
