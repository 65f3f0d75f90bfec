import type { LogLine } from '../log-line.ts';
import { endOf, type Fields, startOf } from '../text/fields.ts';
import { marks } from '../text/marks.ts';
import { outcomeIn, sayingOf, says } from '../text/outcomes.ts';
import { readResultCode } from '../text/result-code.ts';
import { kindOfToken, statusInWord } from '../text/tokens.ts';
import { createWordTable } from '../text/word-table.ts';
import { apply } from '../text/words.ts';
import { findWords } from './field-words.ts';

/** As many letters of a field are heard. */
export const longestHeard = 240;
// What says something of anything but the request, where it is all that a field holds: a no, a property that is not there, the name of a
// thing that nobody knows (`Miscellaneous or Unknown` of Zscaler), and of a company.
const silent =
  /^(?:no|not|never|nein|kein|keine|required|limited|unknown|unknown\(.*|.{1,40} or unknown|.{1,60} limited|not?[ _-](?:required|applicable|available|set|used|known|inspected|decrypted|scanned|categori[sz]ed|rated|cached|specified|configured|assigned|enabled|supported)|unknown[ _-](?!host|name|ca|cert|issuer|auth|err|fail|exc|prot|reas)[a-z]+)$/i;
const ofUser = /^[a-z]{4,40}$/i;
const parties = createWordTable([[true, 'tcp client server peer idle user']]);

/**
 * Hears what the fields of a row say whose columns have no names, beside a number that tells a success. A refusal and a tunnel that was broken
 * off are heard where all words of their field are such as logs have; false where a field tells of a failure in any other way, as it may be
 * the name of a rule or somebody's, and nothing says which.
 * @param target The field that is where the request went to.
 */
export function hearUnnamed(fields: Fields, target: number, line: LogLine): boolean {
  const { text, count } = fields;
  for (let at = 0; at < count; at++) {
    if (at === target || ((fields.marks[at] ?? 0) & marks.letter) === 0) continue;
    const from = startOf(fields, at);
    const to = Math.min(endOf(fields, at), from + longestHeard);
    if (sayingOf(text, from, to) > says.stem && !hearField(text.slice(from, to), line)) return false;
  }
  return true;
}

function hearField(field: string, line: LogLine): boolean {
  const { rest, saying, isOfSignIn } = findWords(field);
  if (isOfSignIn) return false;
  if (saying <= says.stem || silent.test(rest)) return true;
  if (statusInWord(rest, 0, rest.length) !== undefined) return readResultCode(rest, 0, rest.length, line);
  const outcome = outcomeIn(saying);
  if (outcome === undefined && mayBeUser(rest)) return true;
  // Rules are called `Default-Deny`; nothing is called by how it was broken off.
  const isClear = outcome === 'denied' ? areOfLog(rest.split(/\s+/)) : outcome === 'aborted' && areOfLog(rest.split(/[\s_-]+/));
  if (isClear) apply(saying, line);
  return isClear;
}

// `jblock`: a word of an outcome at the end of another word is no word of its own.
function mayBeUser(field: string): boolean {
  if (!ofUser.test(field)) return false;
  for (let at = 1; at < field.length; at++) if (outcomeIn(sayingOf(field, at, field.length)) === 'denied') return true;
  return false;
}

/** Whether words that tell an outcome hold nothing but what logs do, and who broke off. */
export function areOfLog(words: readonly string[]): boolean {
  return words.every((written) => {
    const word = written.replace(/^["'(]+|["').,:;!]+$/g, '');
    if (kindOfToken(word, 0, word.length) !== 'word' || parties(word, 0, word.length) === true) return true;
    return outcomeIn(sayingOf(word, 0, word.length)) === 'aborted';
  });
}
