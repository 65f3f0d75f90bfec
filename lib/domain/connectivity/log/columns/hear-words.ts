import type { LogLine } from '../log-line.ts';
import { endOf, type Fields, startOf } from '../text/fields.ts';
import { marks } from '../text/marks.ts';
import { outcomeIn, sayingOf, says } from '../text/outcomes.ts';
import { apply, saysPassed } from '../text/words.ts';
import { type FieldWords, findWords } from './field-words.ts';
import { type HeardColumn, hears } from './hear-number.ts';
import { areOfLog } from './hear-unnamed.ts';
import { isNameOfRefusal } from './name-of-refusal.ts';
import { type ToldColumn, tellsAnswer } from './told-columns.ts';

const longestPhrase = 120;
const no = /^(?:no|false|n|f|off|nein|falsch|non|faux)$/i;

/** What the words in a column say of a request; what they tell for certain the line has then. */
export function hearWords(fields: Fields, column: ToldColumn, given: LogLine['status'], line: LogLine): number {
  const { text } = fields;
  const { kind, place } = column;
  const [from, to] = [startOf(fields, place), endOf(fields, place)];
  if (kind === 'denial' || kind === 'allowance') return hearAnswer(text.slice(from, Math.min(to, from + longestPhrase)), kind);
  if (kind === 'name' && (to - from > longestPhrase || ((fields.marks[place] ?? 0) & marks.letter) === 0)) return 0;
  const words = wordsOf(column, text, from, to);
  if (kind === 'name' && !isNameOfRefusal(words)) return 0;
  if (words.rest === '') return kind === 'action' ? hears.success : 0;
  if (words.isOfSignIn && tellsAnswer(column)) return hears.signIn;
  return hearSaying(words, { kind, given }, line);
}

// Most rows have in a column what the one before had.
function wordsOf(column: ToldColumn, text: string, from: number, to: number): FieldWords {
  const { words } = column;
  if (words !== undefined && words.field.length === to - from && text.startsWith(words.field, from)) return words;
  const found = findWords(text.slice(from, to));
  column.words = found;
  return found;
}

/** A yes or a no. */
function hearAnswer(field: string, kind: 'denial' | 'allowance'): number {
  if (kind === 'allowance') return no.test(field) || sayingOf(field, 0, field.length) > says.stem ? hears.failure : 0;
  return no.test(field) ? 0 : hears.failure;
}

function hearSaying(words: FieldWords, column: HeardColumn, line: LogLine): number {
  const { kind, given } = column;
  const { rest, saying } = words;
  const outcome = rest.length > longestPhrase ? undefined : outcomeIn(saying);
  const hasSucceeded = typeof given === 'number' && given > 0 && given < 400;
  if (kind === 'unknown' || kind === 'name') {
    // How a tunnel was broken off is nobody's name, and goes with a success.
    if (outcome === 'aborted' && hasSucceeded && areOfLog(rest.split(/[\s_-]+/))) apply(saying, line);
    else if (outcome !== undefined) return hasSucceeded && outcome !== 'denied' && outcome !== 'aborted' ? 0 : hears.failure;
    return saying & says.failure && given === undefined ? hears.doubt : 0;
  }
  if (outcome === undefined) return saying & says.failure ? hears.failure : hearUnknown(words, column);
  if (outcome === 'denied') line.isDenied = true;
  else if (hasSucceeded && outcome !== 'aborted') {
    if (kind === 'reason' || kind === 'status') return hears.failure;
    // What was done outweighs the number of the page that tells of it.
    line.status = undefined;
  }
  apply(saying, line);
  return 0;
}

/** What words say that are no failure: that it came through, or nothing that is known. */
function hearUnknown(words: FieldWords, { kind, given }: HeardColumn): number {
  if (kind !== 'action' && kind !== 'exception') return 0;
  // Its number says that it came through.
  if (kind === 'action' && typeof given === 'number' && given >= 200 && given < 300) return 0;
  words.hasPassed ??= saysPassed(words.rest);
  if (kind === 'exception') return words.hasPassed ? 0 : hears.failure;
  return words.hasPassed ? hears.success : hears.doubt;
}
