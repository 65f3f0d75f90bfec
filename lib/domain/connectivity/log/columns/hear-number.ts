import type { LogLine } from '../log-line.ts';
import { endOf, type Fields, startOf } from '../text/fields.ts';
import { marks } from '../text/marks.ts';
import { readDigits } from '../text/numbers.ts';
import { isHttpStatus, mayBeFailure } from '../text/tokens.ts';
import { windowsErrors } from '../text/windows-errors.ts';
import { statusInWords } from './status-in-words.ts';
import type { ToldColumn } from './told-columns.ts';

/** What a column says of a request, as bits; `failure`: that it came to nothing; `doubt`: that it may have; `signIn`: the proxy asked for one. */
export const hears = { success: 1, doubt: 2, failure: 4, signIn: 8 } as const;

/** What a column of a row is, and what that of the status gives. */
export interface HeardColumn {
  kind: ToldColumn['kind'];
  given: LogLine['status'];
}

const [longestPhrase, portOfTls] = [120, 443];
const hexadecimal = /^0x[\da-f]{1,16}$/i;

/** What the number in a column says; undefined where there is none. */
export function hearNumber(fields: Fields, { place, kind }: ToldColumn, given: LogLine['status'], line: LogLine): number | undefined {
  const { text } = fields;
  if (kind === 'name' || ((fields.marks[place] ?? 0) & marks.digit) === 0) return undefined;
  const [from, to] = [startOf(fields, place), endOf(fields, place)];
  const number = readDigits(text, from, to);
  const column = { kind, given };
  if (number >= 0) return hearDigits(number, column, line);
  if (to - from > longestPhrase) return undefined;
  const field = text.slice(from, to);
  if (hexadecimal.test(field)) return hearDigits(Number(field), column, line);
  const status = statusInWords(field);
  // `rule 407`
  if (status === 'unclear') return given === undefined ? hears.failure : undefined;
  return status === undefined || status < 400 ? undefined : hearStatus(status, column, line);
}

function hearDigits(number: number, column: HeardColumn, line: LogLine): number {
  const { kind } = column;
  if (isHttpStatus(number) || mayBeFailure(number)) return hearStatus(number, column, line);
  // Of one that is not known it may be a size, or a port.
  if (kind === 'unknown') return 0;
  const error = windowsErrors[number];
  if (error !== undefined && column.given === undefined) line.status ??= error;
  if (error !== undefined) return line.status === error ? 0 : hears.failure;
  if (kind === 'denial' || kind === 'allowance') return (number === 0) === (kind === 'allowance') ? hears.failure : 0;
  return kind === 'exception' && number > 0 ? hears.failure : 0;
}

/** Of two answers none counts, unless both tell of a failure. */
function hearStatus(status: number, { kind, given }: HeardColumn, line: LogLine): number {
  if (given !== undefined && kind === 'unknown') return 0;
  if (status < 400) return given === undefined && kind !== 'unknown' && status < 300 ? hears.success : 0;
  if (kind === 'unknown') return status === portOfTls ? 0 : hears.failure;
  if (given === undefined) line.status ??= status;
  return line.status === status ? 0 : hears.failure;
}
