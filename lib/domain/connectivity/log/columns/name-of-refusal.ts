import { outcomeIn } from '../text/outcomes.ts';
import { kindOfToken } from '../text/tokens.ts';
import { createWordTable } from '../text/word-table.ts';
import type { FieldWords } from './field-words.ts';

const longestPhrase = 120;
const refusals = createWordTable([[true, 'drop reject forbid prohibited blockiert geblockt gesperrt verweigert abgelehnt']]);
const things = createWordTable([[true, 'url web website site page traffic session policy']]);

/**
 * Whether what something is called, as an event, a threat or a rule, is a refusal or a loss by every word of it: rules are called
 * `Default-Deny` and categories `Blocked sites`.
 */
export function isNameOfRefusal({ rest, saying }: FieldWords): boolean {
  if (saying === 0 || rest === '' || rest.length > longestPhrase) return false;
  const words = rest.trim().split(/\s+/);
  const outcome = outcomeIn(saying);
  const isRefusal = outcome === undefined ? words.some(isRefused) : outcome !== 'dns' && outcome !== 'tls';
  return isRefusal && words.every((word) => isRefused(word) || isThing(word) || kindOfToken(word, 0, word.length) === 'neutral');
}

function isRefused(word: string): boolean {
  return refusals(word, 0, word.length) === true;
}

function isThing(word: string): boolean {
  return things(word, 0, word.length) === true;
}
