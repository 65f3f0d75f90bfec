import type { LogLine } from '../log-line.ts';
import { endOf, type Fields, startOf } from '../text/fields.ts';
import { outcomeIn, type Saying, sayingOf, says } from '../text/outcomes.ts';
import { apply, saysPassed } from '../text/words.ts';
import { type HeardColumn, hears } from './hear-number.ts';
import type { ToldColumn } from './told-columns.ts';

const longestPhrase = 120;
// `authentication_failed` of Blue Coat: https://techdocs.broadcom.com/us/en/symantec-security-software/web-and-network-security/proxysg/7-3.html
const [ofSignIn, ofOthers] = [/auth\w*?[\s_-]{1,3}(?:is |was |has )?(?:fail|requir)/i, /server|host|origin|cert|client|ssl|tls/i];
// `No block rule matched`, `not blocked`, `unblocked`, `no error`
const negated =
  /\bun(?:block|reject|drop|forbid)\w*|\b(?:no|not|non|never|without)[\s_-]{1,3}(?:block|den|reject|drop|forbid|refus|err|fail|exception|time.?out|problem|threat)\w*/gi;
const no = /^(?:no|false|n|nein)$/i;

/** What the words in a column say of a request; what they tell for certain the line has then. */
export function hearWords(fields: Fields, place: number, column: HeardColumn & Pick<ToldColumn, 'last'>, line: LogLine): number {
  const { text } = fields;
  const { kind } = column;
  const [from, to] = [startOf(fields, place), endOf(fields, place)];
  if (kind === 'denial' || kind === 'allowance') return hearAnswer(text.slice(from, Math.min(to, from + longestPhrase)), kind);
  const saying = sayingAt(text, from, to, column.last);
  if ((saying & says.failure) === 0) return hearSaying(saying, text, from, to, column, line);
  const field = text.slice(from, to);
  const rest = field.replace(negated, '');
  if (rest.trim() === '') return kind === 'action' ? hears.success : 0;
  if (ofSignIn.test(rest) && !ofOthers.test(rest) && kind !== 'unknown') return hears.signIn;
  return hearSaying(sayingOf(rest, 0, rest.length), rest, 0, rest.length, column, line);
}

function sayingAt(text: string, from: number, to: number, last: ToldColumn['last']): Saying {
  if (to - from === last.field.length && text.startsWith(last.field, from)) return last.saying;
  const saying = sayingOf(text, from, to);
  if (to - from > longestPhrase) return saying;
  last.field = text.slice(from, to);
  last.saying = saying;
  return saying;
}

/** A yes or a no. */
function hearAnswer(field: string, kind: 'denial' | 'allowance'): number {
  if (kind === 'allowance') return no.test(field) ? hears.failure : 0;
  return no.test(field) ? 0 : hears.failure;
}

function hearSaying(saying: Saying, text: string, from: number, to: number, column: HeardColumn, line: LogLine): number {
  const { kind, given } = column;
  const outcome = to - from > longestPhrase ? undefined : outcomeIn(saying);
  const hasSucceeded = typeof given === 'number' && given > 0 && given < 400;
  if (kind === 'unknown') {
    if (outcome !== undefined) return hasSucceeded && outcome !== 'denied' ? 0 : hears.failure;
    return saying & says.failure && given === undefined ? hears.doubt : 0;
  }
  if (outcome === undefined) return saying & says.failure ? hears.failure : hearUnknown(text.slice(from, to), column);
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
function hearUnknown(field: string, { kind, given }: HeardColumn): number {
  if (kind === 'exception') return saysPassed(field) ? 0 : hears.failure;
  if (kind !== 'action') return 0;
  // Its number says that it came through.
  if (typeof given === 'number' && given >= 200 && given < 300) return 0;
  return saysPassed(field) ? hears.success : hears.doubt;
}
