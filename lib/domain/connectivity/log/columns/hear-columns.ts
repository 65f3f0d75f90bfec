import type { LogLine } from '../log-line.ts';
import type { Fields } from '../text/fields.ts';
import { hasWord } from './has-word.ts';
import { hearNumber, hears } from './hear-number.ts';
import { hearWords } from './hear-words.ts';
import type { ToldColumn } from './told-columns.ts';

/**
 * Hears what the columns besides that of the status say, which is read by now. False where one says that something went wrong and none what,
 * where two say what does not go together, and where nothing says that the request came through but a word that is not known.
 */
export function hearColumns(told: readonly ToldColumn[], fields: Fields, line: LogLine): boolean {
  const given = line.status;
  let heard = 0;
  for (const column of told)
    if (hasWord(column.place, fields)) heard |= hearNumber(fields, column, given, line) ?? hearWords(fields, column, given, line);
  if (heard & hears.signIn && !isRefusal(given)) {
    line.status = 407;
    return true;
  }
  if (line.isDenied || line.isAborted || line.status === 0 || isRefusal(line.status) || isNoTunnel(line)) return true;
  return (heard & hears.failure) === 0 && ((heard & hears.doubt) === 0 || (heard & hears.success) !== 0);
}

function isNoTunnel({ isTunnel, status }: LogLine): boolean {
  return isTunnel && typeof status === 'number' && status >= 300;
}

function isRefusal(status: LogLine['status']): boolean {
  return typeof status === 'string' || (status !== undefined && status >= 400);
}
